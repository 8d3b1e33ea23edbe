"""The checks of noise/quantile."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st
from torch import Tensor

from grader.checks.nll.data import LAYOUTS, broadcasting, far_from_zero
from grader.checks.noise.data import SHAPES, STEEP, in_any_shape, off_zero, scaled, vectors_of
from grader.checks.noise.patients import STEPS, progression, progression_code
from grader.picture import Picture, picture, series
from grader.probe.case import Case, Inputs
from grader.probe.compare import SIX_DIGITS
from grader.probe.drawing import grid, lines, tensor
from grader.probe.drivers import calling_for
from grader.probe.formula import alone, edges, formula, law
from grader.probe.strategies import (
    MANY,
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

TAUS = (0.9, 0.25, 0.1, 0.75, 0.975, 0.6)

of_quantile, of_parameters = calling_for("q"), calling_for("mu", "b")


@composite
def missed(draw: st.DrawFn) -> Inputs:
    """Predictions that are nowhere exactly right; float32 has no exact tenths."""
    shape = draw(shapes())
    q = draw(tensors(reals(3, 10), shape))
    return {"q": q, "y": torch_array(np.round(q.data + draw(tensors(off_zero, shape)).data, 2))}


@composite
def lopsided(
    draw: st.DrawFn, inputs: st.SearchStrategy[Inputs], taus: Sequence[float] = TAUS
) -> Inputs:
    """These inputs with a share."""
    return put(draw(inputs), draw(st.sampled_from(taus)))


def put(drawn: Inputs, tau: float) -> Inputs:
    """These inputs with a share at its place."""
    if "b" not in drawn:
        return {**drawn, "tau": tau}
    return {"mu": drawn["mu"], "b": drawn["b"], "tau": tau, "y": drawn["y"]}


def between(y: Sequence[float], q: float, tau: float) -> Inputs:
    """Observations, each with the same prediction."""
    return {**vectors_of(q=[q] * len(y), y=y), "tau": tau}


def half_right(drawn: Inputs) -> Inputs:
    """The same, exactly right where the observation is positive."""
    q, y = drawn["q"].data, drawn["y"].data
    return {**drawn, "y": torch_array(np.where(y > 0, q, y))}


def right_here(case: Case) -> dict[str, Any]:
    """Where a prediction is exactly right: the loss has a kink there."""
    prediction = "q" if "q" in case.inputs else "mu"
    return {prediction: case.inputs[prediction].data == case.inputs["y"].data}


loss = formula(
    "pinball_loss",
    "The mean size of the error, weighted by tau where q is too low and by 1-tau elsewhere.",
    lopsided(missed()),
    examples=16,
    driver=of_quantile,
    tolerance=SIX_DIGITS,
)
any_shape = edges(
    "pinball_loss",
    "any shape",
    "Right for a single number, a single row or column, and four dimensions.",
    in_any_shape(q=(0.0, 1.5, -2.0), y=(1.25, -0.5, 3.0, 0.75)).map(lambda drawn: put(drawn, 0.9)),
    gradient=True,
    examples=len(SHAPES),
    driver=of_quantile,
    tolerance=SIX_DIGITS,
)
median = edges(
    "pinball_loss",
    "one half",
    "With tau = 1/2 it is half the mean absolute error.",
    either_precision(lopsided(missed(), (0.5,))),
    gradient=True,
    examples=5,
    driver=of_quantile,
    tolerance=SIX_DIGITS,
)
ends = edges(
    "pinball_loss",
    "extreme shares",
    "Right for tau of 0.01 and 0.99.",
    either_precision(lopsided(missed(), (0.01, 0.99))),
    gradient=True,
    examples=6,
    driver=of_quantile,
    tolerance=SIX_DIGITS,
)
quantile = edges(
    "pinball_loss",
    "minimal at the quantile",
    "Where a share tau of the observations is below q, the slopes add up to 0.",
    in_both_precisions(
        between([1.0, 2.0, 4.0, 8.0], 1.5, 0.25),
        between([8.0, 1.0, 4.0, 2.0], 7.0, 0.75),
        between([-3.0, 0.5, 1.0, 2.5, 30.0], -1.0, 0.2),
        between([5.0, 3.0], 4.0, 0.5),
    ),
    gradient=True,
    examples=8,
    driver=of_quantile,
    tolerance=SIX_DIGITS,
)
exact = edges(
    "pinball_loss",
    "no error",
    "A right prediction costs exactly nothing, and its gradient is not nan.",
    either_precision(lopsided(missed()).map(half_right)),
    kinks=right_here,
    examples=6,
    driver=of_quantile,
    tolerance=SIX_DIGITS,
)
far = edges(
    "pinball_loss",
    "large errors",
    "An error counts, however large it is, on either side.",
    in_both_precisions(
        between([4000.0, -600.0, 1.5, -4000.0], 1.0, 0.9),
        between([1e5, -2e5], 0.5, 0.25),
        between([4000.0, -600.0, 1.5] * 20, 1.0, 0.1),
    ),
    gradient=True,
    examples=6,
    driver=of_quantile,
    tolerance=SIX_DIGITS,
)


@law(
    "pinball_loss",
    st.sampled_from([progression(0.9), progression(0.25)]),
    examples=2,
    forbid_library=False,
    as_code=progression_code,
    tolerance=SIX_DIGITS,
)
def fitted_to_patients(impl: Any, x: Tensor, tau: float, y: Tensor) -> Tensor:
    """Descent on your loss finds below which line a share tau of 442 patients' diabetes stays."""
    w = x.new_zeros(2)
    for _ in range(STEPS):
        w.requires_grad_()
        (slope,) = torch.autograd.grad(impl.pinball_loss(x @ w, y, tau), w)
        w = (w - 0.5 * slope).detach()
    return w


nll = formula(
    "asymmetric_laplace_nll",
    "The mean negative log-density of y under an asymmetric Laplace, every constant included.",
    lopsided(scaled(off_zero, scale="b")),
    examples=14,
    driver=of_parameters,
    tolerance=SIX_DIGITS,
)
broadcasts = edges(
    "asymmetric_laplace_nll",
    "broadcasting",
    "A b with fewer dimensions, or with length 1 in some, broadcasts against mu and y.",
    broadcasting("b").map(lambda drawn: put(drawn, 0.75)),
    gradient=True,
    examples=2 * len(LAYOUTS),
    driver=of_parameters,
    tolerance=SIX_DIGITS,
)
nll_any_shape = edges(
    "asymmetric_laplace_nll",
    "any shape",
    "Right for a single number, a single row or column, and four dimensions.",
    in_any_shape(mu=(0.0, 1.5, -2.0), b=(0.5, 2.0), y=(1.25, -0.5, 3.0, 0.75)).map(
        lambda drawn: put(drawn, 0.25)
    ),
    gradient=True,
    examples=len(SHAPES),
    driver=of_parameters,
    tolerance=SIX_DIGITS,
)
symmetric = edges(
    "asymmetric_laplace_nll",
    "one half",
    "With tau = 1/2 it is that of a Laplace distribution of scale 2b.",
    either_precision(lopsided(scaled(off_zero, scale="b"), (0.5,))),
    gradient=True,
    examples=5,
    driver=of_parameters,
    tolerance=SIX_DIGITS,
)
nll_ends = edges(
    "asymmetric_laplace_nll",
    "extreme shares",
    "Right for tau of 0.01 and 0.99.",
    either_precision(lopsided(scaled(off_zero, scale="b"), (0.01, 0.99))),
    gradient=True,
    examples=6,
    driver=of_parameters,
    tolerance=SIX_DIGITS,
)
nll_exact = edges(
    "asymmetric_laplace_nll",
    "no residual",
    "Where y equals mu only the normalizer counts, and no gradient is nan.",
    either_precision(lopsided(scaled(st.sampled_from([0.0, 0.0, 1.0]), scale="b"))),
    kinks=right_here,
    examples=5,
    driver=of_parameters,
    tolerance=SIX_DIGITS,
)
units = edges(
    "asymmetric_laplace_nll",
    "any unit",
    "Accurate for a b from 1e-3 to 1e3, and residuals to a thousand of them.",
    in_both_precisions(
        *(
            put(
                vectors_of(
                    mu=[0.0, 0.5 * unit, 0.0],
                    b=[unit, 1.7 * unit, unit],
                    y=[0.7 * unit, -2.4 * unit, far * unit],
                ),
                0.9,
            )
            for unit, far in ((1e-3, 0.4), (1e-3, -6.0), (500.0, -1e3), (0.02, 1e3))
        )
    ),
    gradient=True,
    examples=8,
    driver=of_parameters,
    tolerance=STEEP,
)
nll_off_zero = edges(
    "asymmetric_laplace_nll",
    "far from zero",
    "Accurate where mu and y are large, and close to each other.",
    far_from_zero({"b": (0.5, 1.0, 2.0)}, mu=(0.0, 1.0, -2.0), y=(1.0, -0.5, 1.0)).map(
        lambda drawn: put(drawn, 0.75)
    ),
    examples=3,
)
nll_alone = alone(
    "asymmetric_laplace_nll",
    lopsided(scaled(off_zero, scale="b")),
    driver=of_parameters,
    tolerance=SIX_DIGITS,
)
many = edges(
    "asymmetric_laplace_nll",
    "many elements",
    "Right for hundreds of elements, whose densities have no product in floating point.",
    in_both_precisions(
        filled(mu=((400,), 0.0), b=((400,), 8.0), y=((400,), 20.0)),
        cyclic(
            mu=((MANY,), (0.0, 1.5, -2.0)),
            b=((MANY,), (0.5, 2.0)),
            y=((MANY,), (1.25, -0.5, 3.0, 0.75, 2.5)),
        ),
    ).map(lambda drawn: put(drawn, 0.9)),
    gradient=True,
    examples=4,
    driver=of_parameters,
    tolerance=SIX_DIGITS,
)


def own_picture(impl: Any) -> Picture:
    """The mean loss of a skewed sample by the prediction, for three quantiles."""
    y = tensor(*-np.log1p(-(np.arange(99) + 1) / 100))

    def loss(q: float, tau: float) -> Any:
        return impl.pinball_loss(torch.full_like(y, q), y, tau)

    taus = (0.1, 0.5, 0.9)
    best = np.quantile(y.numpy(), taus)
    least = [loss(q, tau) for q, tau in zip(best, taus, strict=True)]
    drawn = [
        *lines("tau = {:g}", taus, grid(0, 4), loss),
        series("the sample's own quantiles", "points", best, least),
    ]
    said = "Two slopes, tau and tau - 1, put the lowest place of each curve at that quantile."
    return picture("Mean pinball_loss of a skewed sample", "q", "loss", drawn, said)
