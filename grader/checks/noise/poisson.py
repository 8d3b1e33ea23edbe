"""The checks of noise/poisson."""

from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st
from torch import Tensor

from grader.checks.noise.athletes import STEPS, chin_ups, chin_ups_code
from grader.checks.noise.data import SHAPES, in_any_shape
from grader.picture import Axis, Picture, picture
from grader.probe.case import Inputs, Tolerance
from grader.probe.compare import SIX_DIGITS
from grader.probe.drawing import grid, tensor, tensor_lines
from grader.probe.drivers import calling_for
from grader.probe.formula import edges, formula, law
from grader.probe.strategies import (
    MANY,
    alike,
    composite,
    cyclic,
    either_precision,
    filled,
    in_both_precisions,
    positives,
    reals,
    shapes,
    torch_array,
    vectors,
)

of_log_rate, of_rate = calling_for("log_rate"), calling_for("rate")

COUNTS = st.sampled_from([1.0, 0.0, 2.0, 3.0, 5.0, 9.0, 4.0])

LARGE = Tolerance(1e-6, 1e-6, single=Tolerance(1e-4, 20.0))
"""In float32 a millionth of the largest term, 1.5e7, for counts of a million."""


@composite
def at_the_mean(draw: st.DrawFn) -> Inputs:
    """Counts, each with the logarithm of their mean."""
    y = draw(alike(shapes(), y=st.sampled_from([1.0, 0.0, 2.0, 5.0, 7.0])))["y"].data + 0.0
    y.flat[0] += 1
    return {"log_rate": torch_array(np.full(y.shape, np.log(y.mean()))), "y": torch_array(y)}


def pairs(first: str, *of: tuple[float, float]) -> list[Inputs]:
    """Vectors of one element each, and one vector of all."""
    single = [{first: torch_array([x]), "y": torch_array([y])} for x, y in of]
    some, counts = zip(*of, strict=True)
    return [*single, {first: torch_array(some), "y": torch_array(counts)}]


nll = formula(
    "poisson_nll",
    "The mean negative log-probability of counts under Poisson rates, log(y!) included.",
    alike(shapes(), log_rate=reals(3, 10), y=COUNTS),
    examples=16,
    driver=of_log_rate,
    tolerance=SIX_DIGITS,
)
any_shape = edges(
    "poisson_nll",
    "any shape",
    "Right for a single number, a single row or column, and four dimensions.",
    in_any_shape(log_rate=(0.5, -1.5, 1.25), y=(1.0, 0.0, 3.0, 2.0)),
    gradient=True,
    examples=len(SHAPES),
    driver=of_log_rate,
    tolerance=SIX_DIGITS,
)
mean = edges(
    "poisson_nll",
    "minimal at the mean",
    "At the logarithm of the mean count the slopes add up to 0: no other rate is more likely.",
    either_precision(at_the_mean()),
    gradient=True,
    examples=6,
    driver=of_log_rate,
    tolerance=SIX_DIGITS,
)
zeros = edges(
    "poisson_nll",
    "counts of 0",
    "A count of 0 costs exactly its rate.",
    either_precision(alike(shapes(), log_rate=reals(3, 10), y=st.just(0.0))),
    gradient=True,
    examples=4,
    driver=of_log_rate,
    tolerance=SIX_DIGITS,
)
small_rates = edges(
    "poisson_nll",
    "tiny rates",
    "Value and gradient are accurate down to a rate of exp(-100), in float32 too.",
    in_both_precisions(
        *pairs("log_rate", (-100.0, 1.0), (-100.0, 0.0), (-90.0, 3.0), (-30.0, 2.0), (-17.0, 1.0))
    ),
    gradient=True,
    examples=12,
    driver=of_log_rate,
    tolerance=SIX_DIGITS,
)
large_rates = edges(
    "poisson_nll",
    "large counts",
    "Value and gradient are accurate for counts to 1e6 and rates to exp(15).",
    in_both_precisions(
        *pairs(
            "log_rate",
            (15.0, 1e6),
            (13.8, 1e6),
            (15.0, 0.0),
            (5.0, 200.0),
            (12.0, 1000.0),
            (-100.0, 1e6),
            (10.7, 44356.0),
        )
    ),
    gradient=True,
    examples=16,
    driver=of_log_rate,
    tolerance=LARGE,
)
likely = edges(
    "poisson_nll",
    "large counts at their rate",
    "The logarithm of y! is right to the last of its terms for counts of thousands.",
    st.sampled_from(pairs("log_rate", *((float(np.log(y)), y) for y in (120.0, 1500.0, 4e4)))),
    gradient=True,
    examples=4,
    driver=of_log_rate,
    tolerance=SIX_DIGITS,
)
many = edges(
    "poisson_nll",
    "many elements",
    "Right for hundreds of counts, whose probabilities have no product in floating point.",
    in_both_precisions(
        filled(log_rate=((400,), 1.5), y=((400,), 9.0)),
        cyclic(log_rate=((MANY,), (0.5, -1.5, 1.25)), y=((MANY,), (1.0, 0.0, 3.0, 2.0, 7.0))),
    ),
    gradient=True,
    examples=4,
    driver=of_log_rate,
    tolerance=SIX_DIGITS,
)


@law(
    "poisson_nll",
    st.builds(chin_ups),
    examples=1,
    forbid_library=False,
    as_code=chin_ups_code,
    tolerance=SIX_DIGITS,
)
def fitted_to_chin_ups(impl: Any, x: Tensor, y: Tensor) -> Tensor:
    """Gradient descent on your loss finds how the chin-ups of twenty men fall with their waist."""
    w = x.new_tensor([2.0, 0.0])
    for _ in range(STEPS):
        w.requires_grad_()
        (slope,) = torch.autograd.grad(impl.poisson_nll(x @ w, y), w)
        w = (w - 0.05 * slope).detach()
    return w


deviance = formula(
    "poisson_deviance",
    "The mean of twice the log-likelihood that is lost against a rate equal to the count.",
    alike(shapes(), rate=positives(4, 10), y=COUNTS),
    examples=16,
    driver=of_rate,
    tolerance=SIX_DIGITS,
)
deviance_any_shape = edges(
    "poisson_deviance",
    "any shape",
    "Right for a single number, a single row or column, and four dimensions.",
    in_any_shape(rate=(0.5, 1.5, 3.25), y=(0.0, 1.0, 3.0, 2.0)),
    gradient=True,
    examples=len(SHAPES),
    driver=of_rate,
    tolerance=SIX_DIGITS,
)
deviance_zeros = edges(
    "poisson_deviance",
    "counts of 0",
    "Where y is 0 an element is `2*rate`, and the gradient is 2, not nan.",
    either_precision(alike(vectors(5), rate=positives(4, 10), y=st.sampled_from([0.0, 0.0, 2.0]))),
    gradient=True,
    examples=8,
    driver=of_rate,
    tolerance=SIX_DIGITS,
)
perfect = edges(
    "poisson_deviance",
    "rate equal to y",
    "0 where the rate is the count, and so is the gradient.",
    either_precision(
        alike(shapes(), y=st.sampled_from([1.0, 2.0, 7.0, 3.0])).map(
            lambda drawn: {"rate": drawn["y"], "y": drawn["y"]}
        )
    ),
    gradient=True,
    examples=6,
    driver=of_rate,
    tolerance=SIX_DIGITS,
)
deviance_small = edges(
    "poisson_deviance",
    "tiny rates",
    "Value and gradient are accurate down to a rate of 1e-6.",
    in_both_precisions(*pairs("rate", (1e-6, 5.0), (1e-6, 0.0), (1e-4, 1.0), (1e-6, 1000.0))),
    gradient=True,
    examples=10,
    driver=of_rate,
    tolerance=SIX_DIGITS,
)
deviance_large = edges(
    "poisson_deviance",
    "large rates",
    "Value and gradient are accurate for rates to 1e6 and counts to 1,000.",
    in_both_precisions(
        *pairs(
            "rate",
            (1e6, 0.0),
            (1e6, 1000.0),
            (1e3, 1000.0),
            (999.9, 1000.0),
            (300.7, 300.0),
            (5e4, 1.0),
        )
    ),
    gradient=True,
    examples=12,
    driver=of_rate,
    tolerance=SIX_DIGITS,
)


def own_picture(impl: Any) -> Picture:
    """The loss by log-rate, for three counts."""
    drawn = tensor_lines(
        "y = {:g}", (1, 5, 20), grid(-2, 4), lambda rate, y: impl.poisson_nll(rate, tensor(y))
    )
    said = "Each count is cheapest at its own logarithm; a rate too high costs exponentially."
    return picture("poisson_nll of one count", "log_rate", Axis("NLL", "nats"), drawn, said)
