"""The checks of preferences/perplexity."""

import math
from collections.abc import Sequence
from typing import Any

import torch
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
from grader.picture import Picture, picture, series
from grader.probe.case import Inputs, Tolerance
from grader.probe.compare import SIX_DIGITS
from grader.probe.drawing import grid
from grader.probe.drivers import calling_for
from grader.probe.formula import edges, formula
from grader.probe.strategies import either_precision, in_both_precisions, reals

of_logits = calling_for("logits")

STEEP = Tolerance(1e-6, 1e-6, single=Tolerance(1e-3, 1e-4))
"""For a perplexity: the rounding of its exponent is a relative error."""

HUGE = Tolerance(1e-5, 1e-6, single=Tolerance(1e-3, 1e-4))
"""The same where the exponent is large and constants may be rounded to float32."""

UNIFORM: list[Inputs] = [
    spelled([[[height] * v] * 3] * 2, [[0, v - 1, 0], [0, 0, v - 1]], [[1, 1, 1], [1, 1, 0]])
    for v, height in ((2, 0.0), (5, -3.0), (7, 40.0))
]
"""Models that find every token equally likely."""

SHORTEST: list[Inputs] = [
    spelled([[[0.5, -1.0], [3.0, 0.0]]], [[1, 0]], [[0, 1]]),
    spelled([[[2.0], [-1.0]]], [[0, 0]], [[1, 1]]),
    spelled([[[0.5, -1.0, 2.0], [3.0, 0.0, 1.0]]], [[PADDING, 1]], [[1, 1]]),
]
"""One sequence of two tokens, of which one is predicted."""

FIRST: list[Inputs] = [
    spelled(
        [[[0.5, -1.0], [1.5, 0.0], [3.0, 0.0]], [[-2.0, 1.0], [0.0, 1.0], [1.0, 1.0]]],
        [[first, 0, 1], [first, 1, 0]],
        [[masked, 1, 0], [1 - masked, 1, 1]],
    )
    for first in (PADDING, 1)
    for masked in (0, 1)
]
"""The first token and its mask, each in two ways."""

UNLIKELY: list[Inputs] = [
    spelled([[[0.0, -gap]] * 3] * 2, [[0, 1, 1], [0, 1, 0]], [[0, 1, 1], [1, 1, 0]])
    for gap in (20.0, 45.0, 68.0)
]

loss = formula(
    "token_nll",
    "The mean negative log-likelihood of the next token, over the predicted tokens that count.",
    sequences(reals(4, 10)),
    examples=18,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
unpadded = edges(
    "token_nll",
    "a bool mask",
    "The mask alone says what counts, also where no token is -100.",
    either_precision(sequences(reals(4, 10), kinds=("bool",), padded=False)),
    gradient=True,
    examples=6,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
floating = edges(
    "token_nll",
    "a floating mask",
    "A mask of 0 and 1 in the dtype of the logits means the same as one of bools.",
    either_precision(sequences(reals(4, 10), kinds=("float64",))),
    gradient=True,
    examples=6,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
lengths = edges(
    "token_nll",
    "different lengths",
    "The mean is over the tokens of the batch, so a long sequence counts for more.",
    in_both_precisions(*mixed_lengths()),
    gradient=True,
    examples=6,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
first = edges(
    "token_nll",
    "the first token",
    "Nothing predicts the first token: neither it nor its mask has an effect.",
    in_both_precisions(*FIRST),
    gradient=True,
    examples=2 * len(FIRST),
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
elsewhere = edges(
    "token_nll",
    "what is elsewhere",
    "Logits that predict no token that counts change nothing, whatever they are.",
    either_precision(sequences(reals(4, 10), elsewhere=EXTREMES)),
    gradient=True,
    examples=12,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
shortest = edges(
    "token_nll",
    "one prediction",
    "Right for a single sequence of two tokens.",
    in_both_precisions(*SHORTEST),
    gradient=True,
    examples=2 * len(SHORTEST),
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
uniform = edges(
    "token_nll",
    "a uniform model",
    "A model that finds all tokens equally likely has the log of their number.",
    in_both_precisions(*UNIFORM),
    examples=2 * len(UNIFORM),
    tolerance=SIX_DIGITS,
)
shifted = edges(
    "token_nll",
    "shifted logits",
    "A constant added to all logits of a position changes nothing, however large it is.",
    either_precision(sequences(reals(3, 10), shifts=SHIFTS)),
    gradient=True,
    examples=8,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
extreme = edges(
    "token_nll",
    "extreme logits",
    "Value and gradient are accurate for any finite logits to 1e4 in size.",
    either_precision(sequences(EXTREMES)),
    gradient=True,
    examples=10,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
behind = edges(
    "token_nll",
    "far behind",
    "Value and gradient are accurate where the token is far behind one other, or two equal ones.",
    in_both_precisions(*map(confident, GAPS)),
    gradient=True,
    examples=2 * len(GAPS),
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
many = edges(
    "token_nll",
    "many tokens",
    "Right for over a thousand tokens, where the product of their probabilities is 0.",
    in_both_precisions(lengthy()),
    gradient=True,
    examples=2,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
exponential = formula(
    "perplexity",
    "The exponential of the mean negative log-likelihood of the tokens that count.",
    sequences(reals(3, 10)),
    examples=16,
    driver=of_logits,
    tolerance=STEEP,
)
mean_of_what = edges(
    "perplexity",
    "different lengths",
    "One mean over the tokens of the batch, then one exponential.",
    in_both_precisions(*mixed_lengths()),
    gradient=True,
    examples=6,
    driver=of_logits,
    tolerance=STEEP,
)
as_many = edges(
    "perplexity",
    "a uniform model",
    "A model that finds all tokens equally likely has their number as its perplexity.",
    in_both_precisions(*UNIFORM),
    gradient=True,
    examples=2 * len(UNIFORM),
    driver=of_logits,
    tolerance=STEEP,
)
around = edges(
    "perplexity",
    "what is elsewhere",
    "Logits that predict no token that counts change nothing, whatever they are.",
    either_precision(sequences(reals(3, 10), elsewhere=EXTREMES)),
    gradient=True,
    examples=8,
    driver=of_logits,
    tolerance=STEEP,
)
moved = edges(
    "perplexity",
    "shifted logits",
    "A constant added to all logits of a position changes nothing, however large it is.",
    sequences(reals(3, 10), shifts=SHIFTS),
    gradient=True,
    examples=6,
    driver=of_logits,
    tolerance=STEEP,
)
unlikely = edges(
    "perplexity",
    "unlikely texts",
    "Right for texts that the model finds very unlikely, up to a perplexity of 1e30.",
    in_both_precisions(*UNLIKELY),
    gradient=True,
    examples=2 * len(UNLIKELY),
    driver=of_logits,
    tolerance=HUGE,
)
long = edges(
    "perplexity",
    "many tokens",
    "Right for over a thousand tokens, where the product of their probabilities is 0.",
    st.just(lengthy()),
    gradient=True,
    examples=1,
    driver=of_logits,
    tolerance=STEEP,
)


def own_picture(impl: Any) -> Picture:
    """Two ways to average the perplexity of two sentences, one of which gets worse."""

    def logits(losses: Sequence[float]) -> Any:
        # The token that comes has index 0, and probability exp(-loss).
        one = torch.tensor([[math.expm1(loss), 1.0] for loss in losses]).double()
        return one.flip(1).log()[:, None].repeat(1, 5, 1)

    tokens, mask = torch.zeros(2, 5, dtype=torch.int64), torch.ones(2, 5)
    places = grid(0.5, 5)
    pooled = [impl.perplexity(logits((0.5, loss)), tokens, mask.double()) for loss in places]
    apart = [
        sum(impl.perplexity(logits((one,)), tokens[:1], mask[:1].double()) for one in (0.5, loss))
        / 2
        for loss in places
    ]
    drawn = [
        series("mean of two perplexities", "line", places, apart),
        series("perplexity of both together", "line", places, pooled),
    ]
    said = "One bad sentence runs away with a mean of perplexities; exp of one mean stays calm."
    return picture(
        "Two sentences, one at 0.5 nats a token",
        "nats a token of the other",
        "perplexity",
        drawn,
        said,
    )
