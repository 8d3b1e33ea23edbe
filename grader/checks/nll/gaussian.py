"""The checks of nll/gaussian."""

from typing import Any

from hypothesis import strategies as st

from grader.checks.nll.data import (
    UNEVEN,
    broadcasting,
    far_from_zero,
    far_off,
    in_any_shape,
    rescaled,
)
from grader.picture import Axis, Picture, picture
from grader.probe.drawing import grid, tensor, tensor_lines
from grader.probe.formula import alone, edges, formula
from grader.probe.strategies import (
    MANY,
    alike,
    cyclic,
    either_precision,
    filled,
    in_both_precisions,
    location_scale,
    reals,
    shapes,
)

full = shapes().map(lambda shape: (shape, shape))
nll = formula(
    "gaussian_nll",
    "The mean negative log-density of y under N(mu, sigma^2), every constant included.",
    location_scale(full, "sigma", reals(3)),
    examples=14,
    library={"gaussian_nll_loss"},
)
broadcasts = edges(
    "gaussian_nll",
    "broadcasting",
    "A sigma with fewer dimensions, or with length 1 in some, broadcasts against mu and y.",
    broadcasting("sigma"),
    gradient=True,
    examples=20,
)
any_shape = edges(
    "gaussian_nll",
    "any shape",
    "Right for a single element, a single row or column, and four dimensions.",
    in_any_shape(mu=(0.0, 1.5, -2.0), sigma=(0.5, 2.0), y=(1.25, -0.5, 3.0, 0.75)),
    gradient=True,
    examples=5,
)
far = edges(
    "gaussian_nll",
    "far from mu",
    "Accurate where y is thousands of sigma away from mu, and for many such y.",
    far_off(mu=(0.0, 1.0), sigma=(0.5, 4.0, 2.0), y=(4000.0, -600.0, 1.5, -4000.0)),
    gradient=True,
    examples=4,
)
off_zero = edges(
    "gaussian_nll",
    "far from zero",
    "Accurate where mu and y are large, and close to each other.",
    far_from_zero({"sigma": (0.5, 1.0, 2.0)}, mu=(0.0, 1.0, -2.0), y=(1.0, -0.5, 1.0)),
    examples=3,
)
exact = edges(
    "gaussian_nll",
    "no residual",
    "If y equals mu everywhere, their gradient is 0, not nan.",
    location_scale(full, "sigma", st.just(0.0)),
    gradient=True,
    examples=3,
)
units = edges(
    "gaussian_nll",
    "any unit",
    "Accurate for data of any size: a sigma of 1e-9 is as good as one of 1e6.",
    either_precision(
        st.builds(
            rescaled, location_scale(full, "sigma", reals(3)), st.sampled_from([1e-9, 1e6, 1e-6])
        )
    ),
    examples=8,
)
many = edges(
    "gaussian_nll",
    "many elements",
    "Right for hundreds of elements, whose scales have no product in floating point.",
    in_both_precisions(
        filled(mu=((400,), 0.0), sigma=((400,), 2.0**-6), y=((400,), 2.0**-7)),
        cyclic(mu=((MANY,), (0.0, 1.5, -2.0)), sigma=((MANY,), (0.5, 2.0)), y=((MANY,), UNEVEN)),
    ),
    gradient=True,
    examples=4,
)
nll_alone = alone("gaussian_nll", location_scale(full, "sigma", reals(3)))
mse = formula(
    "mse_loss",
    "The mean of the squared errors over every element.",
    alike(shapes(), y_hat=reals(), y=reals()),
    examples=14,
    library={"mse_loss"},
)
mse_many = edges(
    "mse_loss",
    "many elements",
    "Right for over a thousand elements.",
    in_both_precisions(cyclic(y_hat=((MANY,), (0.0, 1.5, -2.0)), y=((MANY,), UNEVEN))),
    gradient=True,
    examples=2,
)
mse_alone = alone("mse_loss", alike(shapes(), y_hat=reals(), y=reals()))
mse_exact = edges(
    "mse_loss",
    "no error",
    "A right prediction costs exactly nothing, and its gradient is 0, not nan.",
    alike(shapes(), y_hat=st.just(1.0), y=st.just(1.0)),
    gradient=True,
    examples=3,
)
mse_any_shape = edges(
    "mse_loss",
    "any shape",
    "Right for a single element, a single row or column, and four dimensions.",
    in_any_shape(y_hat=(0.0, 1.5, -2.0), y=(1.25, -0.5, 3.0, 0.75)),
    gradient=True,
    examples=5,
)
mse_far = edges(
    "mse_loss",
    "large errors",
    "An error counts, however large it is.",
    far_off(y_hat=(0.0, 1.0), y=(4000.0, -600.0, 1.5, -4000.0)),
    gradient=True,
    examples=4,
)
mse_off_zero = edges(
    "mse_loss",
    "far from zero",
    "Accurate where y_hat and y are large, and close to each other.",
    far_from_zero(y_hat=(0.0, 1.0, -2.0), y=(1.0, -0.5, 1.0)),
    examples=3,
)


def own_picture(impl: Any) -> Picture:
    """The loss by residual, for three standard deviations."""
    zero = tensor(0)
    drawn = tensor_lines(
        "sigma = {:g}",
        (0.5, 1.0, 2.0),
        grid(-2, 2),
        lambda r, sigma: impl.gaussian_nll(zero, tensor(sigma), r),
    )
    said = "A small sigma costs least near the target and most far from it: claim it only if true."
    return picture("gaussian_nll of one target", "y - mu", Axis("NLL", "nats"), drawn, said)
