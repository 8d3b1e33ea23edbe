"""The checks of logits/cross_entropy."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st

from grader.checks.logits.data import BEHIND, EXTREMES, SHIFTS, classified, padded
from grader.picture import Axis, Picture, picture
from grader.probe.case import Inputs
from grader.probe.compare import SIX_DIGITS
from grader.probe.drawing import grid, lines
from grader.probe.formula import edges, formula
from grader.probe.strategies import (
    MANY,
    composite,
    cyclic,
    either_precision,
    in_both_precisions,
    reals,
    torch_array,
)

EPS = (0.1, 0.25, 0.5, 0.05, 0.9, 0.0)


@composite
def smoothed(
    draw: st.DrawFn, inputs: st.SearchStrategy[Inputs], eps: Sequence[float] = EPS
) -> Inputs:
    """These inputs, and a weight of the uniform distribution."""
    return {**draw(inputs), "eps": draw(st.sampled_from(eps))}


MANY_ROWS: list[Inputs] = [
    {
        **cyclic(logits=((n, k), (1.0, -2.0, 0.5, 0.25, 3.0, 0.0, 1.5))),
        "target": torch_array(np.resize(target, n), "int64"),
    }
    for n, k, target in ((MANY, 3, (0, 1, 2, 0, 2)), (4, 300, (0, 299, 156, 255)))
]
"""Many rows, and many classes."""

loss = formula(
    "cross_entropy",
    "The mean over the rows of -log p_target with p = softmax(logits).",
    classified(reals(6, 10)),
    examples=14,
    tolerance=SIX_DIGITS,
)
ignored = edges(
    "cross_entropy",
    "ignored rows",
    "The mean over the rows whose target is not -100; the others have gradient 0.",
    either_precision(padded(reals(4, 10))),
    gradient=True,
    examples=12,
    tolerance=SIX_DIGITS,
)
negative_index = edges(
    "cross_entropy",
    "another negative ignore_index",
    "The rows that do not count are those whose target is `ignore_index`.",
    either_precision(padded(reals(4, 10), st.sampled_from([-1, -2, -7]))),
    gradient=True,
    examples=6,
    tolerance=SIX_DIGITS,
)
class_index = edges(
    "cross_entropy",
    "a class to ignore",
    "`ignore_index` may be one of the classes, which stays possible in the rows that count.",
    either_precision(padded(reals(4, 10), st.sampled_from([0, 1, 7]))),
    gradient=True,
    examples=10,
    tolerance=SIX_DIGITS,
)
padding = edges(
    "cross_entropy",
    "what is in ignored rows",
    "Whatever finite logits are in an ignored row, value and gradient do not change.",
    either_precision(padded(reals(4, 10), st.sampled_from([-100, 0]), EXTREMES)),
    gradient=True,
    examples=10,
    tolerance=SIX_DIGITS,
)
shifted = edges(
    "cross_entropy",
    "shifted rows",
    "A constant added to a whole row changes nothing, however large it is.",
    either_precision(classified(reals(3, 10), SHIFTS)),
    gradient=True,
    examples=8,
    tolerance=SIX_DIGITS,
)
extreme = edges(
    "cross_entropy",
    "extreme logits",
    "Value and gradient are accurate for any finite logits.",
    either_precision(classified(EXTREMES)),
    gradient=True,
    examples=10,
    tolerance=SIX_DIGITS,
)
behind = edges(
    "cross_entropy",
    "far behind",
    "Value and gradient are accurate where the target is far behind one class, or two equal ones.",
    in_both_precisions(*BEHIND),
    gradient=True,
    examples=2 * len(BEHIND),
    tolerance=SIX_DIGITS,
)
many = edges(
    "cross_entropy",
    "many rows and classes",
    "Right for over a thousand rows, and for hundreds of classes.",
    in_both_precisions(*MANY_ROWS),
    gradient=True,
    examples=2 * len(MANY_ROWS),
    tolerance=SIX_DIGITS,
)
smooth = formula(
    "smoothed_cross_entropy",
    "The mean over the rows of the cross-entropy against (1-eps)*one_hot + eps/k.",
    smoothed(classified(reals(6, 10)), EPS[:-1]),
    examples=14,
    tolerance=SIX_DIGITS,
)
not_smoothed = edges(
    "smoothed_cross_entropy",
    "no smoothing",
    "With `eps = 0` it is the cross-entropy against the label.",
    either_precision(smoothed(classified(reals(6, 10)), (0.0,))),
    gradient=True,
    examples=5,
    tolerance=SIX_DIGITS,
)
smooth_shifted = edges(
    "smoothed_cross_entropy",
    "shifted rows",
    "A constant added to a whole row changes nothing, however large it is.",
    either_precision(smoothed(classified(reals(3, 10), SHIFTS))),
    gradient=True,
    examples=8,
    tolerance=SIX_DIGITS,
)
smooth_extreme = edges(
    "smoothed_cross_entropy",
    "extreme logits",
    "Value and gradient are accurate for any finite logits.",
    either_precision(smoothed(classified(EXTREMES))),
    gradient=True,
    examples=10,
    tolerance=SIX_DIGITS,
)
smooth_behind = edges(
    "smoothed_cross_entropy",
    "far behind",
    "Value and gradient are accurate where the target, or another class, is far behind.",
    in_both_precisions(*({**inputs, "eps": eps} for inputs in BEHIND for eps in (0.0, 0.1))),
    gradient=True,
    examples=4 * len(BEHIND),
    tolerance=SIX_DIGITS,
)
ahead = edges(
    "smoothed_cross_entropy",
    "confident and right",
    "Where the target is far ahead, the other classes still cost their share.",
    in_both_precisions(
        *(
            {
                "logits": torch_array([[gap, 0.0, 0.0], [1.0, 1.0 - gap, 0.5]]),
                "target": torch_array([0, 0], "int64"),
                "eps": 0.1,
            }
            for gap in (10.0, 40.0, 110.0, 800.0)
        )
    ),
    gradient=True,
    examples=8,
    tolerance=SIX_DIGITS,
)


def own_picture(impl: Any) -> Picture:
    """The smoothed loss by the logit of the label."""

    def loss(logit: float, eps: float) -> Any:
        logits = torch.zeros(1, 5).double()
        logits[0, 0] = logit
        return impl.smoothed_cross_entropy(logits, torch.tensor([0]), eps)

    drawn = lines("eps = {:g}", (0.0, 0.1, 0.3), grid(-4, 12), lambda logit, eps: loss(logit, eps))
    said = "Without smoothing a larger logit always pays; with it the best logit is finite."
    return picture(
        "smoothed_cross_entropy of 5 classes",
        "logit of the label",
        Axis("loss", "nats"),
        drawn,
        said,
    )
