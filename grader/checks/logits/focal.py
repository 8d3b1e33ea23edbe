"""The checks of logits/focal."""

from collections.abc import Sequence
from typing import Any

import torch
from hypothesis import strategies as st

from grader.checks.logits.data import GAPS
from grader.picture import Axis, Picture, picture
from grader.probe.case import Inputs
from grader.probe.compare import SIX_DIGITS
from grader.probe.drawing import grid, tensor, tensor_lines
from grader.probe.drivers import calling_for
from grader.probe.formula import edges, formula
from grader.probe.strategies import (
    SHAPES_OF_EVERY_RANK,
    alike,
    bits,
    composite,
    either_precision,
    enumerated,
    filled_cyclically,
    in_both_precisions,
    reals,
    shapes,
    torch_array,
    vectors,
)

ALPHAS = (0.25, 0.5, 0.75, 0.1, 0.9)
GAMMAS = (2.0, 1.0, 3.0, 1.3, 5.0, 2.7)

of_logits = calling_for("logits")
nonzero_logits = reals(6, 10).filter(bool)
"""Where `abs` and `max`, which stable forms use, have one gradient."""


@composite
def weighed(
    draw: st.DrawFn,
    inputs: st.SearchStrategy[Inputs],
    alphas: Sequence[float] = ALPHAS,
    gammas: Sequence[float] = GAMMAS,
) -> Inputs:
    """These inputs with both weights."""
    return {
        **draw(inputs),
        "alpha": draw(st.sampled_from(alphas)),
        "gamma": draw(st.sampled_from(gammas)),
    }


loss = formula(
    "focal_loss",
    "The mean over every element of -alpha_t * (1-p_t)^gamma * log(p_t).",
    weighed(alike(shapes(), logits=nonzero_logits, y=bits())),
    examples=20,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
likelihood = edges(
    "focal_loss",
    "gamma 0",
    "With `gamma = 0` it is the Bernoulli negative log-likelihood, weighted by class.",
    either_precision(weighed(alike(shapes(), logits=nonzero_logits, y=bits()), ALPHAS, (0.0,))),
    gradient=True,
    examples=8,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
one_class = edges(
    "focal_loss",
    "alpha 0 and 1",
    "With `alpha` of 0 or 1, one class costs nothing and still counts in the mean.",
    either_precision(weighed(alike(shapes(), logits=nonzero_logits, y=bits()), (0.0, 1.0))),
    gradient=True,
    examples=6,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
one_class_unfocused = edges(
    "focal_loss",
    "gamma 0, alpha 0 and 1",
    "With `gamma = 0` too, the class of weight 0 costs nothing.",
    in_both_precisions(
        *(
            {
                "logits": torch_array([1.0, -2.0, 0.5]),
                "y": torch_array([0.0, 1.0, 1.0]),
                "alpha": alpha,
                "gamma": 0.0,
            }
            for alpha in (0.0, 1.0)
        )
    ),
    gradient=True,
    examples=4,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
any_shape = edges(
    "focal_loss",
    "any shape",
    "Right for a single number, a row, a column and four dimensions.",
    enumerated(
        2 * len(SHAPES_OF_EVERY_RANK) + 2,
        logits=filled_cyclically([(), *SHAPES_OF_EVERY_RANK], (1.0, -2.0, 0.5, 3.0)),
        y=filled_cyclically([(), *SHAPES_OF_EVERY_RANK], (1.0, 1.0, 0.0)),
        alpha=ALPHAS,
        gamma=(2.0, 0.0, 1.0),
    ),
    gradient=True,
    examples=2 * len(SHAPES_OF_EVERY_RANK) + 2,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
undecided = edges(
    "focal_loss",
    "a logit of 0",
    "A logit of exactly 0 is a probability of one half, and its gradient is not nan.",
    either_precision(
        weighed(
            alike(vectors(3), logits=st.sampled_from([0.0, 1.0, -1.0]), y=bits()),
            gammas=(0.0, 2.0, 1.0),
        )
    ),
    examples=6,
    driver=of_logits,
    kinks=lambda case: {"logits": case.inputs["logits"].data == 0},
    tolerance=SIX_DIGITS,
)
sure = edges(
    "focal_loss",
    "confident logits",
    "Value and gradient are accurate where what happened is almost certain, or almost impossible.",
    in_both_precisions(
        *(
            {
                "logits": torch_array([sign * gap, -sign * gap * 0.9]),
                "y": torch_array([1.0, 0.0]),
                "alpha": 0.25,
                "gamma": gamma,
            }
            for gap in GAPS
            for sign, gamma in ((-1, 2.0), (1, 0.0), (-1, 1.0))
        )
    ),
    gradient=True,
    examples=6 * len(GAPS),
    driver=of_logits,
    tolerance=SIX_DIGITS,
)
extreme = edges(
    "focal_loss",
    "extreme logits",
    "Value and gradient are accurate for any finite logit, of either sign.",
    either_precision(
        weighed(
            alike(
                vectors(4), logits=st.sampled_from([1e4, -1e4, 1e3, -1.0, 750.0, -750.0]), y=bits()
            ),
            gammas=(2.0, 0.0, 1.0, 5.0),
        )
    ),
    gradient=True,
    examples=12,
    driver=of_logits,
    tolerance=SIX_DIGITS,
)


def own_picture(impl: Any) -> Picture:
    """The loss of a one by its probability, for four powers."""
    drawn = tensor_lines(
        "gamma = {:g}",
        (0.0, 1.0, 2.0, 5.0),
        grid(0.02, 0.98),
        lambda p, gamma: impl.focal_loss(torch.logit(p), tensor(1), 1.0, gamma),
    )
    said = "Larger gammas flatten the right side: what is nearly right hardly counts anymore."
    return picture("focal_loss of y = 1, alpha = 1", "p", Axis("loss", "nats"), drawn, said)
