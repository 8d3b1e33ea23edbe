"""The checks of nll/laplace."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from grader.checks.nll.data import (
    UNEVEN,
    broadcasting,
    far_from_zero,
    far_off,
    in_any_shape,
    rescaled,
)
from grader.picture import Picture, picture
from grader.probe.case import Case, Inputs
from grader.probe.drawing import grid, line, point, tensor
from grader.probe.formula import alone, edges, formula
from grader.probe.strategies import (
    MANY,
    alike,
    composite,
    cyclic,
    either_precision,
    filled,
    in_both_precisions,
    location_scale,
    positives,
    reals,
    shapes,
    tensors,
    torch_array,
)

# The gradient at y = mu is not unique, so residuals are drawn away from 0.
residuals = st.one_of(positives(3), positives(3).map(lambda size: -size))


@composite
def errors(draw: st.DrawFn) -> Inputs:
    """Predictions and targets that differ everywhere; float32 has no exact tenths."""
    shape = draw(shapes())
    y_hat = draw(tensors(reals(3, 10), shape))
    size = draw(tensors(positives(3, 10), shape)).data
    sign = draw(tensors(st.sampled_from([1.0, -1.0]), shape)).data
    return {"y_hat": y_hat, "y": torch_array(np.round(y_hat.data + sign * size, 1))}


def matched(case: Case) -> dict[str, Any]:
    """Where y equals the prediction: the size of a residual has a kink there."""
    prediction = next(iter(case.inputs))
    met = case.inputs[prediction].data == case.inputs["y"].data
    return {prediction: met, "y": met}


full = shapes().map(lambda shape: (shape, shape))
nll = formula(
    "laplace_nll",
    "The mean negative log-density of y under a Laplace distribution, every constant included.",
    location_scale(full, "b", residuals),
    examples=14,
)
broadcasts = edges(
    "laplace_nll",
    "broadcasting",
    "A b with fewer dimensions, or with length 1 in some, broadcasts against mu and y.",
    broadcasting("b"),
    gradient=True,
    examples=20,
)
any_shape = edges(
    "laplace_nll",
    "any shape",
    "Right for a single element, a single row or column, and four dimensions.",
    in_any_shape(mu=(0.0, 1.5, -2.0), b=(0.5, 2.0), y=(1.25, -0.5, 3.0, 0.75)),
    gradient=True,
    examples=5,
)
far = edges(
    "laplace_nll",
    "far from mu",
    "Accurate where y is thousands of b away from mu, and for many such y.",
    far_off(mu=(0.0, 1.0), b=(0.5, 4.0, 2.0), y=(4000.0, -600.0, 1.5, -4000.0)),
    gradient=True,
    examples=4,
)
off_zero = edges(
    "laplace_nll",
    "far from zero",
    "Accurate where mu and y are large, and close to each other.",
    far_from_zero({"b": (0.5, 1.0, 2.0)}, mu=(0.0, 1.0, -2.0), y=(1.0, -0.5, 1.0)),
    examples=3,
)
units = edges(
    "laplace_nll",
    "any unit",
    "Accurate for data of any size: a b of 1e-9 is as good as one of 1e6.",
    either_precision(
        st.builds(
            rescaled, location_scale(full, "b", residuals), st.sampled_from([1e-9, 1e6, 1e-6])
        )
    ),
    examples=8,
)
many = edges(
    "laplace_nll",
    "many elements",
    "Right for hundreds of elements, whose scales have no product in floating point.",
    in_both_precisions(
        filled(mu=((400,), 0.0), b=((400,), 2.0**-6), y=((400,), 2.0**-7)),
        cyclic(mu=((MANY,), (0.0, 1.5, -2.0)), b=((MANY,), (0.5, 2.0)), y=((MANY,), UNEVEN)),
    ),
    gradient=True,
    examples=4,
)
nll_alone = alone("laplace_nll", location_scale(full, "b", residuals))
exact = edges(
    "laplace_nll",
    "no residual",
    "Where y equals mu, only the log of the scale counts, and no gradient is nan.",
    location_scale(full, "b", st.sampled_from([0.0, 0.0, 1.0])),
    kinks=matched,
    examples=4,
)
mae = formula(
    "mae_loss", "The mean of the absolute errors over every element.", errors(), examples=14
)
mae_many = edges(
    "mae_loss",
    "many elements",
    "Right for over a thousand elements.",
    in_both_precisions(cyclic(y_hat=((MANY,), (0.0, 1.5, -2.0)), y=((MANY,), UNEVEN))),
    gradient=True,
    examples=2,
)
mae_alone = alone("mae_loss", errors())
mae_exact = edges(
    "mae_loss",
    "no error",
    "A right prediction costs exactly nothing, and its gradient is not nan.",
    alike(shapes(), y_hat=st.just(1.0), y=st.sampled_from([1.0, 1.0, -0.5])),
    kinks=matched,
    examples=4,
)
mae_units = edges(
    "mae_loss",
    "any unit",
    "Accurate for data of any size.",
    st.builds(rescaled, errors(), st.sampled_from([1e-6, 1e6])),
    examples=4,
)
mae_any_shape = edges(
    "mae_loss",
    "any shape",
    "Right for a single element, a single row or column, and four dimensions.",
    in_any_shape(y_hat=(0.0, 1.5, -2.0), y=(1.25, -0.5, 3.0, 0.75)),
    gradient=True,
    examples=5,
)
mae_far = edges(
    "mae_loss",
    "large errors",
    "An error counts, however large it is.",
    far_off(y_hat=(0.0, 1.0), y=(4000.0, -600.0, 1.5, -4000.0)),
    gradient=True,
    examples=4,
)
mae_off_zero = edges(
    "mae_loss",
    "far from zero",
    "Accurate where y_hat and y are large, and close to each other.",
    far_from_zero(y_hat=(0.0, 1.0, -2.0), y=(1.0, -0.5, 1.0)),
    examples=3,
)


def own_picture(impl: Any) -> Picture:
    """Where the absolute and the squared error of a sample with an outlier are least."""
    sample = np.array([1.0, 2.0, 3.0, 4.0, 20.0])
    y = tensor(*sample)
    places = grid(0, 12)
    absolute = line("mean absolute error", places, lambda m: impl.mae_loss(0 * y + m, y))
    squared = line("root mean square", places, lambda m: np.sqrt(np.square(sample - m).mean()))
    drawn = [
        squared,
        absolute,
        point("least square: the mean", 6, np.sqrt(np.square(sample - 6).mean())),
        point("least absolute: the median", 3, impl.mae_loss(0 * y + 3, y)),
    ]
    said = "One outlier at 20 drags the least square to 6; the least absolute error stays at 3."
    return picture("One prediction for 1, 2, 3, 4, 20", "prediction", "error", drawn, said)
