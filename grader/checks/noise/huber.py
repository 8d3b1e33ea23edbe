"""The checks of noise/huber."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from grader.checks.nll.data import LAYOUTS, broadcasting
from grader.checks.noise.data import SHAPES, STEEP, in_any_shape, scaled, vectors_of
from grader.picture import Axis, Picture, picture, series
from grader.probe.case import Inputs, Tolerance
from grader.probe.compare import SIX_DIGITS
from grader.probe.drawing import line, point, tensor
from grader.probe.drivers import calling_for
from grader.probe.formula import alone, edges, formula, law
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
)

DELTAS = (1.0, 0.5, 1.345, 2.0, 0.3)

NINE_DIGITS = Tolerance(1e-9, 1e-9)

of_prediction, of_parameters = calling_for("y_hat"), calling_for("mu", "sigma")

errors = alike(shapes(), y_hat=reals(2, 10), y=reals(2, 10))


@composite
def with_delta(
    draw: st.DrawFn, inputs: st.SearchStrategy[Inputs], deltas: Sequence[float] = DELTAS
) -> Inputs:
    """These inputs, with `delta` before `y` where there is a scale."""
    drawn = dict(draw(inputs))
    return put(drawn, draw(st.sampled_from(deltas)))


def put(drawn: Inputs, delta: float) -> Inputs:
    """These inputs with `delta` at its place."""
    if "sigma" not in drawn:
        return {**drawn, "delta": delta}
    return {"mu": drawn["mu"], "sigma": drawn["sigma"], "delta": delta, "y": drawn["y"]}


def apart(*sizes: float, delta: float, y_hat: float = 0.0) -> Inputs:
    """Targets that are so many deltas above the prediction."""
    moved = [y_hat + delta * size for size in sizes]
    return {**vectors_of(y_hat=[y_hat] * len(sizes), y=moved), "delta": delta}


loss = formula(
    "huber_loss",
    "The mean of Huber's loss: half the square up to delta, then the line that continues it.",
    with_delta(errors),
    examples=16,
    driver=of_prediction,
    tolerance=SIX_DIGITS,
)
any_shape = edges(
    "huber_loss",
    "any shape",
    "Right for a single number, a single row or column, and four dimensions.",
    in_any_shape(y_hat=(0.0, 1.5, -2.0), y=(1.25, -0.5, 3.0, 0.75)).map(
        lambda drawn: put(drawn, 1.0)
    ),
    gradient=True,
    examples=len(SHAPES),
    driver=of_prediction,
    tolerance=SIX_DIGITS,
)
small = edges(
    "huber_loss",
    "all small",
    "Where every residual is below delta, it is half the mean squared error.",
    either_precision(with_delta(errors, (4.5, 100.0, 10.0))),
    gradient=True,
    examples=6,
    driver=of_prediction,
    tolerance=SIX_DIGITS,
)
large = edges(
    "huber_loss",
    "all large",
    "Where every residual is above delta, it is delta times the absolute error, less delta^2/2.",
    either_precision(
        with_delta(
            alike(shapes(), y_hat=reals(2, 10), y=st.sampled_from([3.0, -3.0, 4.5, -6.25])),
            (0.5, 0.01, 0.25),
        )
    ),
    gradient=True,
    examples=6,
    driver=of_prediction,
    tolerance=SIX_DIGITS,
)
joint = edges(
    "huber_loss",
    "at delta",
    "A residual of exactly delta is no kink: value and slope of both branches agree there.",
    in_both_precisions(
        *(apart(*sizes, delta=delta) for delta in (1.0, 0.5, 64.0) for sizes in ([1], [-1, 1, 2]))
    ),
    gradient=True,
    examples=12,
    driver=of_prediction,
    tolerance=SIX_DIGITS,
)
exact = edges(
    "huber_loss",
    "no error",
    "A right prediction costs exactly nothing, and its gradient is 0, not nan.",
    either_precision(with_delta(alike(shapes(), y_hat=st.just(1.0), y=st.just(1.0)))),
    gradient=True,
    examples=4,
    driver=of_prediction,
    tolerance=SIX_DIGITS,
)
far = edges(
    "huber_loss",
    "outliers",
    "Value and gradient are accurate for residuals of up to a million deltas, for many of them.",
    in_both_precisions(
        apart(1e6, -1e6, delta=100.0),
        apart(1e6, 0.5, -2e5, delta=0.01),
        apart(-1e6, delta=1.0, y_hat=0.5),
        apart(*[4000.0, -600.0, 0.5] * 20, delta=1.0),
    ),
    gradient=True,
    examples=8,
    driver=of_prediction,
    tolerance=SIX_DIGITS,
)
normaliser = edges(
    "huber_log_normaliser",
    "value",
    "The logarithm of the integral of exp(-huber(r)) over the real line.",
    st.sampled_from([{"delta": d} for d in (1.0, 2.0, 0.5, 1.345, 0.3, 3.0, 0.1, 5.0)]),
    examples=8,
    tolerance=NINE_DIGITS,
)
ends = edges(
    "huber_log_normaliser",
    "both ends",
    "Near log(2/delta), a Laplace's, at 0.01; log(sqrt(2*pi)), the Gaussian's, at 100.",
    st.sampled_from([{"delta": d} for d in (0.01, 100.0, 0.02, 40.0, 8.0)]),
    examples=5,
    tolerance=NINE_DIGITS,
)


@law("huber_log_normaliser", st.just({"low": 0.01}), examples=1, tolerance=NINE_DIGITS)
def any_delta(impl: Any, low: float) -> Any:
    """Right to nine digits at every delta from 0.01 to 88, in small steps."""
    return [float(impl.huber_log_normaliser(low * 1.083**n)) for n in range(115)]


nll = formula(
    "huber_nll",
    "The mean negative log-density of y under Huber's distribution, every constant included.",
    with_delta(scaled(reals(3, 10))),
    examples=14,
    driver=of_parameters,
    tolerance=SIX_DIGITS,
)
broadcasts = edges(
    "huber_nll",
    "broadcasting",
    "A sigma with fewer dimensions, or with length 1 in some, broadcasts against mu and y.",
    broadcasting("sigma").map(lambda drawn: put(drawn, 1.0)),
    gradient=True,
    examples=2 * len(LAYOUTS),
    driver=of_parameters,
    tolerance=SIX_DIGITS,
)
nll_any_shape = edges(
    "huber_nll",
    "any shape",
    "Right for a single number, a single row or column, and four dimensions.",
    in_any_shape(mu=(0.0, 1.5, -2.0), sigma=(0.5, 2.0), y=(1.25, -0.5, 3.0, 0.75)).map(
        lambda drawn: put(drawn, 1.345)
    ),
    gradient=True,
    examples=len(SHAPES),
    driver=of_parameters,
    tolerance=SIX_DIGITS,
)
gaussian = edges(
    "huber_nll",
    "large delta",
    "With a large delta it is the negative log-density of a Gaussian.",
    either_precision(with_delta(scaled(reals(3, 10)), (100.0, 30.0))),
    gradient=True,
    examples=5,
    driver=of_parameters,
    tolerance=SIX_DIGITS,
)
laplace = edges(
    "huber_nll",
    "small delta",
    "With a small delta it tends to that of a Laplace distribution of scale sigma/delta.",
    either_precision(
        with_delta(scaled(st.sampled_from([1.0, -1.0, 2.5, -30.0, 4.0])), (0.01, 0.05))
    ),
    gradient=True,
    examples=5,
    driver=of_parameters,
    tolerance=SIX_DIGITS,
)
nll_exact = edges(
    "huber_nll",
    "no residual",
    "If y equals mu, only the scale and the normalizer count, and no gradient is nan.",
    either_precision(with_delta(scaled(st.just(0.0)))),
    gradient=True,
    examples=4,
    driver=of_parameters,
    tolerance=SIX_DIGITS,
)
nll_joint = edges(
    "huber_nll",
    "at delta",
    "A standardized residual of exactly delta is no kink.",
    in_both_precisions(
        *(
            put(vectors_of(mu=[0.5, 0.0], sigma=[0.5, 2.0], y=[0.5 + 0.5 * d, -2 * d]), d)
            for d in (1.0, 0.5, 2.0)
        )
    ),
    gradient=True,
    examples=6,
    driver=of_parameters,
    tolerance=SIX_DIGITS,
)
units = edges(
    "huber_nll",
    "any unit",
    "Accurate for a sigma from 1e-3 to 1e3, and residuals to a thousand of them.",
    in_both_precisions(
        *(
            put(
                vectors_of(
                    mu=[0.0, 0.5 * unit, 0.0],
                    sigma=[unit, 1.7 * unit, unit],
                    y=[0.7 * unit, -2.4 * unit, far * unit],
                ),
                1.345,
            )
            for unit, far in ((1e-3, 0.4), (1e-3, 6.0), (500.0, -1e3), (0.02, 1e3))
        )
    ),
    gradient=True,
    examples=8,
    driver=of_parameters,
    tolerance=STEEP,
)
outliers = edges(
    "huber_nll",
    "outliers",
    "Accurate in float32 too where y is hundreds of scales away, on the line of the loss.",
    in_both_precisions(
        *(
            put(vectors_of(mu=[0.5] * 2, sigma=[1.0, 2.0], y=[sign * 900.25, -sign * 700.5]), delta)
            for sign, delta in ((1, 1.0), (-1, 0.3))
        )
    ),
    gradient=True,
    examples=4,
    driver=of_parameters,
    tolerance=replace(SIX_DIGITS, single=Tolerance(1e-5, 1e-3)),
)
nll_alone = alone(
    "huber_nll",
    with_delta(scaled(reals(3, 10))),
    driver=of_parameters,
    tolerance=SIX_DIGITS,
)
many = edges(
    "huber_nll",
    "many elements",
    "Right for hundreds of elements, whose densities have no product in floating point.",
    in_both_precisions(
        filled(mu=((400,), 0.0), sigma=((400,), 8.0), y=((400,), 20.0)),
        cyclic(
            mu=((MANY,), (0.0, 1.5, -2.0)),
            sigma=((MANY,), (0.5, 2.0)),
            y=((MANY,), (1.25, -0.5, 3.0, 0.75, 2.5)),
        ),
    ).map(lambda drawn: put(drawn, 1.0)),
    gradient=True,
    examples=4,
    driver=of_parameters,
    tolerance=SIX_DIGITS,
)


def own_picture(impl: Any) -> Picture:
    """The bare loss and the likelihood of heavy-tailed residuals by delta."""
    r = tensor(*np.random.default_rng(0).standard_t(3, 300))
    zero, one = 0 * r, tensor(1)
    places = np.geomspace(0.1, 6, 60)
    losses = [float(impl.huber_nll(zero, one, float(delta), r)) for delta in places]
    least = int(np.argmin(losses))
    drawn = [
        line("mean huber_loss", places, lambda delta: impl.huber_loss(zero, r, delta)),
        series("mean huber_nll", "line", places, losses),
        point("least huber_nll", places[least], losses[least]),
    ]
    said = "The bare loss only wants a smaller delta; with its normalizer it finds one."
    return picture("300 residuals with heavy tails", "delta", Axis("mean", "nats"), drawn, said)
