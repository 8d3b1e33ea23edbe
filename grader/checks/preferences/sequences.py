"""Logits, tokens and masks as the checks of this topic draw them."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from grader.probe.case import Inputs
from grader.probe.strategies import composite, tensors, torch_array

PADDING = -100
"""The token that stands where no token is to be predicted."""


@composite
def sequences(
    draw: st.DrawFn,
    logits: st.SearchStrategy[float],
    *,
    elsewhere: st.SearchStrategy[float] | None = None,
    shifts: st.SearchStrategy[float] | None = None,
    kinds: Sequence[str] = ("bool", "float64"),
    padded: bool = True,
    none: bool = False,
) -> Inputs:
    """`logits` of shape (n, t, v), `tokens` and a `mask`, in which a token or more counts.

    Args:
        draw: passed by hypothesis.
        logits: draws the logits.
        elsewhere: draws the logits that predict no token that counts, if others.
        shifts: draws what is added to all logits of a position.
        kinds: the dtypes that the mask may have.
        padded: whether tokens that do not count may be -100.
        none: whether in a sequence, or in all, no token may count.
    """
    n, t, v = draw(st.integers(1, 3)), draw(st.integers(2, 4)), draw(st.integers(1, 4))
    rows = draw(tensors(logits, (n, t, v))).data
    if shifts is not None:
        rows = rows + draw(tensors(shifts, (n, t, 1))).data
    places = n * t
    tokens = np.reshape(
        draw(st.lists(st.integers(0, v - 1), min_size=places, max_size=places)), (n, t)
    )
    counts = np.reshape(draw(st.lists(st.booleans(), min_size=places, max_size=places)), (n, t))
    if not none and not counts[:, 1:].any():
        counts[draw(st.integers(0, n - 1)), draw(st.integers(1, t - 1))] = True
    predicted = np.concatenate([np.zeros((n, 1), bool), counts[:, 1:]], axis=1)
    if padded:
        gone = draw(st.lists(st.booleans(), min_size=places, max_size=places))
        tokens = np.where(predicted | ~np.reshape(gone, (n, t)), tokens, PADDING)
    if elsewhere is not None:
        predicting = np.roll(predicted, -1, axis=1)
        others = draw(tensors(elsewhere, (n, t, v))).data
        rows = np.where(predicting[:, :, None], rows, others)
    kind = draw(st.sampled_from(kinds))
    return {
        "logits": torch_array(rows),
        "tokens": torch_array(tokens, "int64"),
        "mask": torch_array(counts, kind),
    }


def spelled(
    logits: object, tokens: Sequence[Sequence[int]], mask: Sequence[Sequence[int]]
) -> Inputs:
    """These sequences, with a mask of bools."""
    return {
        "logits": torch_array(logits),
        "tokens": torch_array(tokens, "int64"),
        "mask": torch_array(mask, "bool"),
    }


def confident(gap: float) -> Inputs:
    """Two predicted tokens, each so far behind the largest logit."""
    logits = [[[0.0, 0.0, -gap], [1.0 - gap, 1.0, -gap], [0.0, 0.0, 0.0]]]
    return spelled(logits, [[PADDING, 2, 0]], [[0, 1, 1]])


def mixed_lengths() -> list[Inputs]:
    """Batches whose sequences are of very different length, padded on the right or on the left."""
    rng = np.random.default_rng(0)
    found = []
    for n, t, v, left in ((2, 6, 3, False), (3, 9, 4, False), (2, 7, 3, True)):
        logits = np.round(2 * rng.normal(size=(n, t, v)), 1)
        tokens = rng.integers(0, v, size=(n, t))
        lengths = np.linspace(2, t, n).astype(int)
        mask = np.arange(t) < lengths[:, None]
        if left:
            mask = mask[:, ::-1]
        tokens = np.where(mask, tokens, PADDING)
        found.append(spelled(logits, tokens.tolist(), mask.tolist()))
    return found


def lengthy() -> Inputs:
    """Over a thousand tokens, the product of whose probabilities underflows."""
    rng = np.random.default_rng(1)
    logits = np.round(2 * rng.normal(size=(3, 400, 4)), 1)
    return spelled(logits, rng.integers(0, 4, size=(3, 400)).tolist(), [[1] * 400] * 3)
