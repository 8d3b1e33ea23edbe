"""The checks of preferences/reward."""

from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st
from torch import Tensor

from grader.checks.logits.data import GAPS
from grader.checks.preferences.tournaments import (
    CHAIN,
    CHATBOTS,
    CIRCLE,
    LADDER,
    LOPSIDED,
    TWO,
    UNEQUAL,
    drawn,
)
from grader.picture import Axis, Picture, picture
from grader.probe.case import Case, Inputs, Tolerance
from grader.probe.compare import SIX_DIGITS
from grader.probe.drawing import grid, line, point, tensor
from grader.probe.drivers import calling
from grader.probe.formula import alone, edges, formula, law
from grader.probe.judgements import purity, value_in_any_dtype
from grader.probe.probe import Check, Probe
from grader.probe.strategies import (
    MANY,
    alike,
    composite,
    cyclic,
    either_precision,
    filled,
    in_both_precisions,
    reals,
    shapes,
    tensors,
    torch_array,
)

TO_A_THOUSANDTH = Tolerance(0.0, 1.001e-3)
"""How well a score is to be fitted."""

extremes = st.sampled_from([1e4, 0.0, -1e4, 1.0, 750.0, -750.0, 100.0])


def apart(*gaps: float) -> Inputs:
    """Choices whose scores differ by so much, in either direction."""
    chosen = np.asarray([*gaps, *(0.5 for _ in gaps)])
    rejected = np.asarray([*(0.0 for _ in gaps), *(0.5 + gap for gap in gaps)])
    return {"chosen": torch_array(chosen), "rejected": torch_array(rejected)}


def undecided(case: Case) -> dict[str, Any]:
    """Where both scores are the same: forms with an absolute value have a kink there."""
    chosen, rejected = (case.inputs[name].data for name in ("chosen", "rejected"))
    return dict.fromkeys(("chosen", "rejected"), np.abs(chosen - rejected) < 1e-2)


@composite
def pairs(draw: st.DrawFn) -> Inputs:
    """Scores of which no two of a pair are the same."""
    drawn = draw(alike(shapes(1, 4, 3), chosen=reals(4, 10), rejected=reals(4, 10)))
    chosen, rejected = drawn["chosen"].data, drawn["rejected"].data
    return {**drawn, "chosen": torch_array(chosen + 0.3 * (chosen == rejected))}


@composite
def shifted(draw: st.DrawFn) -> Inputs:
    """Pairs of scores, each with a shift of its own."""
    drawn = draw(alike(shapes(1, 2), chosen=reals(3, 10), rejected=reals(3, 10)))
    shape = drawn["chosen"].shape
    shift = draw(tensors(st.sampled_from([5000.0, -5000.0, 1000.0, 0.0]), shape)).data
    return {name: torch_array(scores.data + shift) for name, scores in drawn.items()}


@composite
def equal(draw: st.DrawFn) -> Inputs:
    """Scores of which both of a pair are the same."""
    scores = draw(alike(shapes(1, 2), chosen=reals(5, 10)))["chosen"]
    return {"chosen": scores, "rejected": scores}


SINGLE: list[Inputs] = [
    {"chosen": torch_array(chosen), "rejected": torch_array(rejected)}
    for chosen, rejected in ((1.5, -0.3), (-2.0, 0.1))
]


def fitted(name: str, says: str, *some: Inputs) -> Probe:
    """A check of the scores of tournaments, in whatever floating dtype they are."""
    return Probe(
        f"fit_scores-{name.replace(' ', '-')}",
        "fit_scores",
        st.sampled_from(some),
        calling("fit_scores", gradient=False),
        (Check(name, says, lambda case: value_in_any_dtype(case) or purity(case)),),
        len(some),
        forbid_library=True,
        tolerance=TO_A_THOUSANDTH,
        fewest=2,
    )


loss = formula(
    "bradley_terry_nll",
    "The mean of -log sigmoid(chosen - rejected).",
    pairs(),
    examples=18,
    tolerance=SIX_DIGITS,
)
even = edges(
    "bradley_terry_nll",
    "equal scores",
    "Where both scores are the same, the loss is log(2).",
    either_precision(equal()),
    kinks=undecided,
    examples=4,
    tolerance=SIX_DIGITS,
)
moved = edges(
    "bradley_terry_nll",
    "shifted scores",
    "A constant added to both scores of a pair changes nothing.",
    either_precision(shifted()),
    kinks=undecided,
    examples=6,
    tolerance=SIX_DIGITS,
)
sure = edges(
    "bradley_terry_nll",
    "far apart",
    "Value and gradient are accurate where the scores are far apart, either way.",
    in_both_precisions(*(apart(gap) for gap in GAPS)),
    kinks=undecided,
    examples=2 * len(GAPS),
    tolerance=SIX_DIGITS,
)
extreme = edges(
    "bradley_terry_nll",
    "extreme scores",
    "Value and gradient are accurate for scores to 1e4 in size.",
    either_precision(alike(shapes(1, 2), chosen=extremes, rejected=extremes)),
    kinks=undecided,
    examples=10,
    tolerance=SIX_DIGITS,
)
loss_alone = alone("bradley_terry_nll", pairs(), tolerance=SIX_DIGITS)
large_and_close = edges(
    "bradley_terry_nll",
    "large scores that are close",
    "The difference of two scores near 1e4 has all its digits in float64.",
    st.just(
        {
            "chosen": torch_array([9999.3, -9998.7, 9000.1]),
            "rejected": torch_array([9998.9, -9998.6, 8999.8]),
        }
    ),
    kinks=undecided,
    examples=1,
    tolerance=SIX_DIGITS,
)
single = edges(
    "bradley_terry_nll",
    "single numbers",
    "One choice, of shape (), has a loss too.",
    in_both_precisions(*SINGLE),
    kinks=undecided,
    examples=2 * len(SINGLE),
    tolerance=SIX_DIGITS,
)
many = edges(
    "bradley_terry_nll",
    "many choices",
    "Right for thousands of choices, where the product of their likelihoods is 0.",
    in_both_precisions(
        filled(chosen=((50, 40), 0.5), rejected=((50, 40), 1.5)),
        cyclic(chosen=((MANY,), (0.5, -1.0, 2.0)), rejected=((MANY,), (0.25, 1.0, -0.75, 3.0))),
    ),
    kinks=undecided,
    examples=4,
    tolerance=SIX_DIGITS,
)

# Each of these fits may take 5 seconds, and all of them together less than a grade may.
two = fitted(
    "two players",
    "Between two players the difference of the scores is the log-odds of their results.",
    TWO,
    LOPSIDED,
)
few = fitted(
    "few games",
    "The scores of the largest likelihood, with mean 0, also where not all players have met.",
    CIRCLE,
    LADDER,
    UNEQUAL,
    CHAIN,
)
league = fitted("a tournament", "Right for a small tournament of six chatbots.", CHATBOTS)
large = fitted("twenty players", "Right for twenty players.", drawn(0, 20, 2.5, 6))


@law("fit_scores", st.sampled_from([CIRCLE, CHATBOTS]), examples=2, tolerance=Tolerance(0.0, 0.05))
def win_rates(impl: Any, wins: Tensor) -> Any:
    """Under the scores each player is expected to win as often as it did."""
    import torch

    scores = impl.fit_scores(wins.clone()).detach().double()
    games = wins + wins.T
    return (games * torch.sigmoid(scores.unsqueeze(1) - scores)).sum(dim=1)


def own_picture(impl: Any) -> Picture:
    """The likelihood of ten games by the margin, and the fitted one."""
    wins = torch.tensor([[0.0, 8.0], [2.0, 0.0]], dtype=torch.float64)
    fitted = impl.fit_scores(wins)
    best = float(fitted[0] - fitted[1])
    zero = tensor(0)

    def nll(margin: float) -> Any:
        lead = tensor(margin)
        won, lost = impl.bradley_terry_nll(lead, zero), impl.bradley_terry_nll(zero, lead)
        return (8 * won + 2 * lost) / 10

    drawn = [
        line("won 8 of 10", grid(-2, 5), nll),
        line("won 10 of 10", grid(-2, 5), lambda m: impl.bradley_terry_nll(tensor(m), zero)),
        point("fit_scores: log 4", best, nll(best)),
    ]
    said = "Two lost games hold the margin at log(8/2); without one it would grow without end."
    return picture("bradley_terry_nll", "margin of scores", Axis("NLL", "nats"), drawn, said)
