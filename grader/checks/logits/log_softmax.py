"""The checks of logits/log_softmax."""

import math
from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st
from torch import Tensor

from grader.checks.logits.data import EXTREMES, GAPS, SHIFTS
from grader.picture import Picture, picture
from grader.probe.case import Inputs
from grader.probe.compare import SIX_DIGITS
from grader.probe.drawing import grid, line, tensor
from grader.probe.drivers import answered
from grader.probe.formula import edges, formula
from grader.probe.probe import Driver
from grader.probe.strategies import (
    composite,
    either_precision,
    in_both_precisions,
    reals,
    shapes,
    tensors,
    torch_array,
)

LIBRARY = {
    "log_softmax",
    "softmax",
    "softmin",
    "logsumexp",
    "logcumsumexp",
    # What they call.
    "_log_softmax",
    "_softmax",
    "_logcumsumexp",
}

NEVER = -math.inf
"""The logarithm of a term of 0."""


@composite
def along(
    draw: st.DrawFn,
    elements: st.SearchStrategy[float],
    offsets: st.SearchStrategy[float] | None = None,
    max_dims: int = 3,
) -> Inputs:
    """`x` and one of its dimensions, counted from either end; each slice perhaps shifted."""
    shape = draw(shapes(max_dims=max_dims))
    dim = draw(st.integers(-len(shape), len(shape) - 1))
    x = draw(tensors(elements, shape)).data
    if offsets is not None:
        one = tuple(1 if i == dim % len(shape) else n for i, n in enumerate(shape))
        x = x + draw(tensors(offsets, one)).data
    return {"x": torch_array(x), "dim": dim}


SPARSE: list[Inputs] = [
    {"x": torch_array(x), "dim": dim}
    for x, dim in (
        ([1.5, NEVER], 0),
        ([NEVER, -2.1, 0.3], -1),
        ([NEVER, NEVER, 1.0], 0),
        ([NEVER], 0),
        ([NEVER, NEVER, NEVER], -1),
        ([[1.5, NEVER, 0.0], [NEVER, NEVER, NEVER]], 1),
        ([[1.5, NEVER, 0.0], [0.2, NEVER, NEVER]], 0),
        ([[NEVER, 1e4], [NEVER, -1e4], [NEVER, NEVER]], -1),
        ([[[NEVER, 2.0], [0.5, NEVER]], [[1.0, NEVER], [NEVER, NEVER]]], 1),
    )
]
"""Slices with terms of 0, some without any other."""

FAR_APART: list[Inputs] = [
    {"x": torch_array(np.array([[0.0, 0.0, -far], [1.0 - far, 1.0, -far]])), "dim": 1}
    for far in GAPS
]
"""Two slices, in which some terms are this far behind the largest."""


def besides_empty(function: str, *, gradient: bool) -> Driver:
    """Make a driver that leaves out the gradient of slices without any term but 0."""

    def drive(impl: Any, x: Tensor, dim: int) -> dict[str, Any]:
        seen = answered(getattr(impl, function), {"x": x, "dim": dim}, gradient=gradient)
        found = seen.get("gradient")
        slope = found.get("x") if isinstance(found, dict) else None
        if slope is not None:
            empty = x.isinf().all(dim, keepdim=True)
            seen["gradient"] = {"x": torch.where(empty, 0, slope)}
        return seen

    return drive


sums = formula(
    "logsumexp",
    "The logarithm of the sum of the exponentials along one dimension, which is removed.",
    along(reals(6, 10)),
    examples=20,
    library=LIBRARY,
    tolerance=SIX_DIGITS,
)
large = edges(
    "logsumexp",
    "large numbers",
    "Value and gradient are accurate for any finite numbers, also where slices are far apart.",
    either_precision(st.one_of(along(EXTREMES), along(reals(3, 10), EXTREMES))),
    gradient=True,
    examples=16,
    tolerance=SIX_DIGITS,
)
behind = edges(
    "logsumexp",
    "far behind",
    "Value and gradient are accurate where some terms are far smaller than the largest.",
    in_both_precisions(*FAR_APART),
    gradient=True,
    examples=2 * len(FAR_APART),
    tolerance=SIX_DIGITS,
)
sparse = edges(
    "logsumexp",
    "minus infinity",
    "Minus infinity counts 0 and has gradient 0; a slice of nothing else gives minus infinity.",
    in_both_precisions(*SPARSE),
    gradient=True,
    examples=2 * len(SPARSE),
    tolerance=SIX_DIGITS,
    driver=besides_empty,
)
many = edges(
    "logsumexp",
    "many terms",
    "Right for thousands of terms, however small, and for four dimensions.",
    in_both_precisions(
        {"x": torch_array(np.full((2, 3000), 0.3)), "dim": -1},
        {"x": torch_array([0.0] + [-17.0] * 3000), "dim": 0},
        {"x": torch_array(np.arange(24.0).reshape(2, 3, 2, 2) / 10), "dim": 1},
        {"x": torch_array(np.arange(24.0).reshape(1, 2, 3, 4) / 10), "dim": -2},
    ),
    gradient=True,
    examples=8,
    tolerance=SIX_DIGITS,
)
log_probabilities = formula(
    "log_softmax",
    "The logarithm of the softmax along one dimension, of the shape of `x`.",
    along(reals(6, 10)),
    examples=20,
    library=LIBRARY,
    tolerance=SIX_DIGITS,
)
shifted = edges(
    "log_softmax",
    "shifted slices",
    "A constant added to a whole slice changes nothing, however large it is.",
    # Tenths beside 1e4, so that float32 inside loses digits that float64 has.
    either_precision(along(reals(3, 10), SHIFTS)),
    gradient=True,
    examples=10,
    tolerance=SIX_DIGITS,
)
large_logits = edges(
    "log_softmax",
    "large numbers",
    "Value and gradient are accurate for any finite numbers.",
    either_precision(along(EXTREMES)),
    gradient=True,
    examples=12,
    tolerance=SIX_DIGITS,
)
far_behind = edges(
    "log_softmax",
    "far behind",
    "Value and gradient are accurate where a class is far behind the others.",
    in_both_precisions(*FAR_APART),
    gradient=True,
    examples=2 * len(FAR_APART),
    tolerance=SIX_DIGITS,
)
many_classes = edges(
    "log_softmax",
    "many classes",
    "Right for thousands of classes, and for four dimensions.",
    in_both_precisions(
        {"x": torch_array(np.full((2, 3000), 0.3)), "dim": -1},
        {"x": torch_array(np.arange(24.0).reshape(2, 3, 2, 2) / 10), "dim": 1},
        {"x": torch_array(np.arange(24.0).reshape(1, 2, 3, 4) / 10), "dim": -2},
    ),
    gradient=True,
    examples=6,
    tolerance=SIX_DIGITS,
)


def own_picture(impl: Any) -> Picture:
    """Log-sum-exp of two numbers beside their maximum."""
    places = grid(-6, 6)
    drawn = [
        line("max(x, 0)", places, lambda x: max(x, 0.0)),
        line("logsumexp([x, 0])", places, lambda x: impl.logsumexp(tensor(x, 0), 0)),
        line("log_softmax([x, 0])[0]", places, lambda x: impl.log_softmax(tensor(x, 0), 0)[0]),
    ]
    said = (
        "It is a maximum with a round corner, log 2 above it at a tie; subtract it from x, and the "
        "log-probability is left."
    )
    return picture("logsumexp and log_softmax of [x, 0]", "x", "result", drawn, said)
