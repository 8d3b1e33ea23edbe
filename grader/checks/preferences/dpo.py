"""The checks of preferences/dpo."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from grader.checks.logits.data import EXTREMES, GAPS, SHIFTS
from grader.checks.preferences.sequences import (
    PADDING,
    confident,
    lengthy,
    mixed_lengths,
    sequences,
    spelled,
)
from grader.picture import Axis, Picture, picture
from grader.probe.case import Case, Inputs
from grader.probe.compare import SIX_DIGITS
from grader.probe.drawing import grid, tensor, tensor_lines
from grader.probe.drivers import calling_for
from grader.probe.formula import edges, fixed, formula
from grader.probe.strategies import (
    alike,
    composite,
    either_precision,
    in_both_precisions,
    reals,
    tensors,
    torch_array,
    vectors,
)
from grader.probe.values import Array

of_logits = calling_for("logits")
of_policy = calling_for("policy_chosen", "policy_rejected")

NAMES = ("policy_chosen", "policy_rejected", "ref_chosen", "ref_rejected")
BETAS = (0.5, 0.1, 0.25, 1.0, 0.7)

log_probabilities = st.integers(-60, 0).map(lambda n: n / 10)
far = st.sampled_from([-1e4, 0.0, -1.0, -750.0, -9999.7, -100.3])


def margin(inputs: Mapping[str, Array]) -> Any:
    """The difference of the log-ratios of each pair."""
    chosen, rejected, ref_chosen, ref_rejected = (inputs[name].data for name in NAMES)
    return (chosen - ref_chosen) - (rejected - ref_rejected)


def undecided(case: Case) -> dict[str, Any]:
    """Where the log-odds are 0 to rounding: forms with an absolute value have a kink there."""
    return dict.fromkeys(NAMES[:2], np.abs(margin(case.inputs)) < 0.01)


@composite
def pairs(
    draw: st.DrawFn,
    elements: st.SearchStrategy[float] = log_probabilities,
    betas: Sequence[float] = BETAS,
) -> Inputs:
    """The log-probabilities of pairs of answers under both models, no log-odds of which are 0."""
    drawn = draw(alike(vectors(5), **dict.fromkeys(NAMES, elements)))
    even = np.abs(margin(drawn)) < 1e-6
    drawn["ref_chosen"] = torch_array(drawn["ref_chosen"].data - 0.3 * even)
    return {**drawn, "beta": draw(st.sampled_from(betas))}


@composite
def equal(draw: st.DrawFn) -> Inputs:
    """A policy that is still the reference."""
    drawn = draw(alike(vectors(5), chosen=log_probabilities, rejected=log_probabilities))
    chosen, rejected = drawn["chosen"], drawn["rejected"]
    answers = dict(zip(NAMES, (chosen, rejected, chosen, rejected), strict=True))
    return {**answers, "beta": draw(st.sampled_from(BETAS))}


@composite
def drifted(draw: st.DrawFn) -> Inputs:
    """Pairs of which both answers have become less likely, by the same."""
    drawn = draw(pairs())
    shape = drawn["policy_chosen"].shape
    shift = draw(tensors(st.sampled_from([-20.0, -100.0, -9000.0]), shape)).data
    moved = {name: torch_array(drawn[name].data + shift) for name in NAMES[:2]}
    return {**drawn, **moved}


def answered(*rows: Sequence[float], beta: float) -> Inputs:
    """Pairs, each with its four log-probabilities."""
    columns = np.asarray(rows).T
    return {
        **{name: torch_array(column) for name, column in zip(NAMES, columns, strict=True)},
        "beta": beta,
    }


AHEAD: list[Inputs] = [
    *(
        answered([-gap, -2 * gap, -gap, -gap], [-2 * gap, -gap, -gap, -gap], beta=1.0)
        for gap in GAPS
    ),
    answered([-1e4, 0.0, 0.0, -1e4], [0.0, -1e4, -1e4, 0.0], beta=2.0),
]
"""Log-odds of so much, right and wrong; in the last they are the largest that there are."""

MANY = answered(*([-3.0 - i % 7, -4.0, -5.0, -3.0] for i in range(1500)), beta=0.5)

EMPTY: list[Inputs] = [
    spelled([[[1.0, -2.0], [0.5, 0.0]]], [[0, PADDING]], [[1, 0]]),
    spelled([[[1.0, -2.0]] * 3] * 2, [[0, 1, 1], [1, PADDING, 0]], [[1, 1, 1], [1, 0, 0]]),
    spelled([[[1e4, -1e4]] * 3] * 2, [[0, 1, 1], [1, 0, 0]], [[0, 0, 0], [0, 0, 0]]),
]
"""Sequences in which nothing counts."""

log_prob = formula(
    "sequence_log_prob",
    "The sum of the log-probabilities of the tokens of each sequence that count.",
    sequences(reals(4, 10), none=True),
    examples=18,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
unpadded = edges(
    "sequence_log_prob",
    "a bool mask",
    "The mask alone says what counts, also where no token is -100.",
    either_precision(sequences(reals(4, 10), kinds=("bool",), padded=False, none=True)),
    gradient=True,
    examples=6,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
floating = edges(
    "sequence_log_prob",
    "a floating mask",
    "A mask of 0 and 1 in the dtype of the logits means the same as one of bools.",
    either_precision(sequences(reals(4, 10), kinds=("float64",), none=True)),
    gradient=True,
    examples=6,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
empty = edges(
    "sequence_log_prob",
    "nothing counts",
    "A sequence in which nothing counts has log-probability 0, and gradient 0.",
    in_both_precisions(*EMPTY),
    gradient=True,
    examples=2 * len(EMPTY),
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
lengths = edges(
    "sequence_log_prob",
    "different lengths",
    "Each sequence has the sum over its own tokens, however many there are.",
    in_both_precisions(*mixed_lengths()),
    gradient=True,
    examples=6,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
elsewhere = edges(
    "sequence_log_prob",
    "what is elsewhere",
    "Logits that predict no token that counts change nothing, whatever they are.",
    either_precision(sequences(reals(4, 10), elsewhere=EXTREMES, none=True)),
    gradient=True,
    examples=10,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
moved = edges(
    "sequence_log_prob",
    "shifted logits",
    "A constant added to all logits of a position changes nothing, however large it is.",
    either_precision(sequences(reals(3, 10), shifts=SHIFTS)),
    gradient=True,
    examples=6,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
extreme = edges(
    "sequence_log_prob",
    "extreme logits",
    "Value and gradient are accurate for any finite logits to 1e4 in size.",
    either_precision(sequences(EXTREMES, none=True)),
    gradient=True,
    examples=8,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
behind = edges(
    "sequence_log_prob",
    "far behind",
    "Value and gradient are accurate where a token is far behind one other, or two equal ones.",
    in_both_precisions(*map(confident, GAPS)),
    gradient=True,
    examples=2 * len(GAPS),
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
long = edges(
    "sequence_log_prob",
    "many tokens",
    "Right for hundreds of tokens, where the product of their probabilities is 0.",
    in_both_precisions(lengthy()),
    gradient=True,
    examples=2,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
loss = formula(
    "dpo_loss",
    "The mean over the pairs of -log sigmoid of beta times the difference of the log-ratios.",
    pairs(),
    examples=18,
    driver=of_policy,
    tolerance=SIX_DIGITS,
)
constant = fixed("dpo_loss", "ref_chosen", "ref_rejected", inputs=pairs())
untrained = edges(
    "dpo_loss",
    "equal models",
    "Before the first step policy and reference agree, and the loss is log(2).",
    either_precision(equal()),
    kinks=undecided,
    examples=6,
    driver=of_policy,
    tolerance=SIX_DIGITS,
)
drift = edges(
    "dpo_loss",
    "common drift",
    "If both answers of a pair become less likely by the same, nothing changes.",
    either_precision(drifted()),
    kinks=undecided,
    examples=6,
    driver=of_policy,
    tolerance=SIX_DIGITS,
)
ends = edges(
    "dpo_loss",
    "small and large beta",
    "Right for beta of 0.01 and 2.",
    either_precision(pairs(betas=(0.01, 2.0))),
    kinks=undecided,
    examples=8,
    driver=of_policy,
    tolerance=SIX_DIGITS,
)
ahead = edges(
    "dpo_loss",
    "sure of a pair",
    "Value and gradient are accurate where the log-odds are large, of either sign.",
    in_both_precisions(*AHEAD),
    kinks=undecided,
    examples=2 * len(AHEAD),
    driver=of_policy,
    tolerance=SIX_DIGITS,
)
distant = edges(
    "dpo_loss",
    "long answers",
    "Value and gradient are accurate for log-probabilities to -1e4.",
    either_precision(pairs(far, (2.0, 0.1, 0.01, 1.0))),
    kinks=undecided,
    examples=12,
    driver=of_policy,
    tolerance=SIX_DIGITS,
)
many = edges(
    "dpo_loss",
    "many pairs",
    "Right for over a thousand pairs, where the product of their likelihoods is 0.",
    in_both_precisions(MANY),
    kinks=undecided,
    examples=2,
    driver=of_policy,
    tolerance=SIX_DIGITS,
)


def own_picture(impl: Any) -> Picture:
    """The loss by how far the policy has moved apart the two answers, for three strengths."""
    zero = tensor(0)
    drawn = tensor_lines(
        "beta = {:g}",
        (0.1, 0.5, 2.0),
        grid(-6, 6),
        lambda margin, beta: impl.dpo_loss(margin, zero, zero, zero, beta),
    )
    said = "All are log 2 where nothing has moved; a larger beta is satisfied by a smaller move."
    return picture(
        "dpo_loss of one pair",
        "log-ratio of chosen minus rejected",
        Axis("loss", "nats"),
        drawn,
        said,
    )
