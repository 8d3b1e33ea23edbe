"""Logits and labels as the checks of this topic draw them."""

import numpy as np
from hypothesis import strategies as st

from grader.probe.case import Inputs
from grader.probe.strategies import composite, labels, tensors, torch_array

EXTREMES = st.sampled_from([1e4, 0.0, -1e4, 1.0, 750.0, -750.0, 100.0])
"""Logits whose exponentials overflow, and some whose do not."""

SHIFTS = st.sampled_from([1e4, -1e4, 1e3, 0.0])
"""What is added to a whole row."""

GAPS = (7.0, 10.0, 15.0, 17.0, 20.0, 30.0, 50.0, 88.0, 104.0, 120.0, 750.0)
"""How far a class may be behind the largest: small, rounded to 0 in float32, and in float64."""


@composite
def classified(
    draw: st.DrawFn,
    logits: st.SearchStrategy[float],
    shifts: st.SearchStrategy[float] | None = None,
    min_classes: int = 1,
) -> Inputs:
    """`logits` of shape (n, k), each row perhaps shifted as a whole, and labels of shape (n,)."""
    n, k = draw(st.integers(1, 4)), draw(st.integers(min_classes, 4))
    drawn = draw(tensors(logits, (n, k)))
    if shifts is not None:
        drawn = torch_array(drawn.data + draw(tensors(shifts, (n, 1))).data)
    return {"logits": drawn, "target": draw(labels(k, n))}


@composite
def padded(
    draw: st.DrawFn,
    logits: st.SearchStrategy[float],
    indices: st.SearchStrategy[int] | None = None,
    padding: st.SearchStrategy[float] | None = None,
) -> Inputs:
    """`logits` and labels, of which some are -100 or a drawn `ignore_index`, but not all.

    The ignored rows may have logits of their own.
    """
    n, k = draw(st.integers(2, 5)), draw(st.integers(2, 4))
    ignored = -100 if indices is None else draw(indices)
    classes = [c for c in range(k) if c != ignored]
    rows = draw(tensors(logits, (n, k))).data
    target = np.array(draw(st.lists(st.sampled_from(classes), min_size=n, max_size=n)))
    out = np.zeros(n, bool)
    out[draw(st.lists(st.integers(0, n - 1), min_size=1, max_size=n - 1, unique=True))] = True
    target[out] = ignored
    if padding is not None:
        rows = np.where(out[:, None], draw(tensors(padding, (n, k))).data, rows)
    drawn: Inputs = {"logits": torch_array(rows), "target": torch_array(target, "int64")}
    return drawn if indices is None else drawn | {"ignore_index": ignored}


BEHIND: list[Inputs] = [
    {
        "logits": torch_array([[0.0, 0.0, -gap], [1.0 - gap, 1.0, -gap]]),
        "target": torch_array([2, 0], "int64"),
    }
    for gap in GAPS
]
"""Two rows of logits, the target of each so far behind the largest."""
