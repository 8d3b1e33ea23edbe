"""The checks of priors/l2."""

from itertools import accumulate
from typing import Any

from hypothesis import strategies as st

from grader.checks.priors.models import (
    NUMBERS,
    STRENGTHS,
    afresh,
    function_code,
    models,
    penalty,
    unchanged,
)
from grader.picture import Picture, picture, series
from grader.probe.drawing import tensor
from grader.probe.formula import formula, law
from grader.probe.judgements import accuracy, portable, same_gradient, value
from grader.probe.probe import Check, Probe
from grader.probe.strategies import SHAPES_OF_EVERY_RANK, as_float32, enumerated, filled_cyclically

strengths = st.sampled_from(STRENGTHS)
drawn = models(NUMBERS, lambda_l2=STRENGTHS)
drive = penalty("l2_penalty")
as_code = function_code("l2_penalty")

whole = Probe(
    "l2_penalty",
    "l2_penalty",
    drawn,
    drive,
    (
        Check("value", "lambda times the sum of squares over all parameters of the model.", value),
        Check("gradient", "The gradient of l2_penalty for every parameter.", same_gradient),
        Check("purity", "l2_penalty does not change the model.", unchanged),
        Check("again", "A later call uses the parameters' values at that time.", afresh),
    ),
    18,
    forbid_library=True,
    as_code=as_code,
)
single = Probe(
    "l2_penalty-float32",
    "l2_penalty",
    drawn.map(as_float32),
    drive,
    (Check("float32", "l2_penalty keeps the dtype of the model.", accuracy),),
    6,
    forbid_library=True,
    as_code=as_code,
)
elsewhere = Probe(
    "l2_penalty-device",
    "l2_penalty",
    drawn.map(as_float32),
    drive,
    (Check("device", "l2_penalty creates its tensors on the device of the model.", portable),),
    4,
    fake_device=True,
    as_code=as_code,
)
zeros = Probe(
    "l2_penalty-zeros",
    "l2_penalty",
    models((0.0,), lambda_l2=STRENGTHS),
    drive,
    (Check("zeros", "Parameters of 0 cost nothing, and their gradient is 0, not nan.", accuracy),),
    2,
    as_code=as_code,
)


@law("gaussian_prior_variance", st.fixed_dictionaries({"lambda_l2": strengths}), examples=9)
def prior(impl: Any, lambda_l2: float) -> Any:
    """The variance of the Gaussian prior whose negative log-density is lambda times w^2."""
    return impl.gaussian_prior_variance(lambda_l2)


@law(
    "prior_variance_from_weight_decay",
    st.fixed_dictionaries({"weight_decay": strengths}),
    examples=9,
)
def decay(impl: Any, weight_decay: float) -> Any:
    """The variance of the Gaussian prior whose gradient is weight_decay times w."""
    return impl.prior_variance_from_weight_decay(weight_decay)


step = formula(
    "sgd_step",
    "The weights after one step of gradient descent with weight decay, as in torch's SGD.",
    enumerated(
        len(SHAPES_OF_EVERY_RANK),
        w=filled_cyclically(SHAPES_OF_EVERY_RANK, NUMBERS),
        grad=filled_cyclically(SHAPES_OF_EVERY_RANK, (-0.25, 2.0, 0.0, 1.5, -3.0, 40.0, 0.01)),
        lr=(0.5, 0.3, 0.01, 1.1, 1e-3),
        weight_decay=STRENGTHS,
    ),
    examples=len(SHAPES_OF_EVERY_RANK),
)


def own_picture(impl: Any) -> Picture:
    """The paths of three weights that only decay."""
    steps, start = range(41), tensor(1.6, 0.8, -0.4)
    path = accumulate(steps, lambda w, _: impl.sgd_step(w, 0 * w, 0.1, 0.6), initial=start)
    weights = [w.tolist() for w, _ in zip(path, steps, strict=False)]
    drawn = [
        series(f"from {column[0]:g}", "line", steps, column)
        for column in zip(*weights, strict=True)
    ]
    said = "Every step takes the same share off each weight: all shrink together, none becomes 0."
    return picture("sgd_step without a gradient", "step", "weight", drawn, said)
