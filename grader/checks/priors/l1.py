"""The checks of priors/l1."""

from collections.abc import Sequence
from itertools import accumulate, cycle
from typing import Any

from hypothesis import strategies as st
from torch import Tensor

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
from grader.probe.case import Case, Finding, Inputs
from grader.probe.compare import compare
from grader.probe.drawing import tensor
from grader.probe.formula import accuracy_beside, edges, formula, law
from grader.probe.judgements import accuracy, portable, same_gradient, value
from grader.probe.probe import Check, Probe
from grader.probe.strategies import SHAPES_OF_EVERY_RANK, as_float32, filled_cyclically, torch_array
from grader.probe.values import Array

# At 0 the gradient is not unique, so no parameter is 0 here.
drawn = models(NUMBERS, lambda_l1=STRENGTHS)
drive = penalty("l1_penalty")
as_code = function_code("l1_penalty")

whole = Probe(
    "l1_penalty",
    "l1_penalty",
    drawn,
    drive,
    (
        Check(
            "value",
            "lambda times the sum of absolute values over all parameters of the model.",
            value,
        ),
        Check("gradient", "The gradient of l1_penalty for every parameter.", same_gradient),
        Check("purity", "l1_penalty does not change the model.", unchanged),
        Check("again", "A later call uses the parameters' values at that time.", afresh),
    ),
    18,
    forbid_library=True,
    as_code=as_code,
)
single = Probe(
    "l1_penalty-float32",
    "l1_penalty",
    drawn.map(as_float32),
    drive,
    (Check("float32", "l1_penalty keeps the dtype of the model.", accuracy),),
    6,
    forbid_library=True,
    as_code=as_code,
)
elsewhere = Probe(
    "l1_penalty-device",
    "l1_penalty",
    drawn.map(as_float32),
    drive,
    (Check("device", "l1_penalty creates its tensors on the device of the model.", portable),),
    4,
    fake_device=True,
    as_code=as_code,
)


def at_zero(case: Case) -> dict[str, Any]:
    """Which parameters are 0, where an absolute value has a kink; the reference's gradient is 0."""
    slopes = case.expected["gradient"]
    return {name: right.data == 0 for name, right in slopes.items()}


default = Probe(
    "l1_penalty-default",
    "l1_penalty",
    models(NUMBERS),
    drive,
    (Check("default", "The default of lambda_l1 is 1e-4.", value),),
    2,
    as_code=as_code,
)
zeros = Probe(
    "l1_penalty-zeros",
    "l1_penalty",
    models((0.0, 0.0, 1.0, -2.0, 0.0), lambda_l1=STRENGTHS),
    drive,
    (
        Check(
            "zeros",
            "Parameters that are exactly 0 cost nothing, and no gradient is nan.",
            accuracy_beside(at_zero),
        ),
    ),
    3,
    as_code=as_code,
)


@law(
    "laplace_prior_scale",
    st.fixed_dictionaries({"lambda_l1": st.sampled_from(STRENGTHS)}),
    examples=9,
)
def prior(impl: Any, lambda_l1: float) -> Any:
    """The scale of the Laplace prior whose negative log-density is lambda times abs(w)."""
    return impl.laplace_prior_scale(lambda_l1)


def weights(distances: Sequence[float], signs: Sequence[float]) -> st.SearchStrategy[Inputs]:
    """Weights of these signs, whose sizes are at these distances from the threshold."""
    drawn = zip(
        filled_cyclically(SHAPES_OF_EVERY_RANK, signs),
        filled_cyclically(SHAPES_OF_EVERY_RANK, distances),
        cycle((1.0, 0.5, 1.3, 1e-3, 50.0)),  # float32 rounds 1.3 by more than the tolerance
        strict=False,
    )
    return st.sampled_from(
        [{"w": torch_array(sign.data * abs(t + far.data)), "t": t} for sign, far, t in drawn]
    )


# At the threshold the gradient is not unique, so these keep away from it, and from 0.
FAR = (1 / 16, -1 / 16, 39 / 16, -3 / 16, 2**-10, -(2**-10), 100.0, -7 / 16, 2**-14, -(2**-14))
off = weights(FAR, (1.0, -1.0, -1.0))
proximal = formula(
    "soft_threshold",
    "Every weight moves toward 0 by t, and stops at 0.",
    off,
    examples=len(SHAPES_OF_EVERY_RANK),
)
ties = edges(
    "soft_threshold",
    "ties",
    "Weights of exactly 0 and of exactly the size of the threshold become 0. At 0 the gradient is "
    "0, at the threshold it is not nan.",
    weights((0.0, 0.0, 1.0, -0.125, 0.0), (1.0, -1.0, 0.0)),
    kinks=lambda case: {"w": abs(case.inputs["w"].data) == case.inputs["t"]},
    examples=5,
)


def exactly_zero(case: Case) -> Finding | None:
    """Weights smaller than the threshold are 0, not nearly 0."""
    got, size = case.got, abs(case.inputs["w"].data)
    if not isinstance(got, Array) or got.shape != size.shape:
        return compare(got, torch_array(size), case)
    left = got.data[(size < case.inputs["t"]) & (got.data != 0)]
    if not left.size:
        return None
    return Finding(
        "value", f"A weight below the threshold became {left[0]:g}, not 0.", f"{left[0]:g}", "0"
    )


@law("soft_threshold", off.map(as_float32), judge=exactly_zero, examples=5)
def exact_zeros(impl: Any, w: Tensor, t: float) -> Any:
    """Weights below the threshold become exactly 0: that is what makes a model sparse."""
    return impl.soft_threshold(w, t)


def own_picture(impl: Any) -> Picture:
    """The paths of three weights that are stepped toward 0."""
    steps = range(41)
    path = accumulate(
        steps, lambda w, _: impl.soft_threshold(w, 0.05), initial=tensor(1.6, 0.8, -0.4)
    )
    weights = [w.tolist() for w, _ in zip(path, steps, strict=False)]
    drawn = [
        series(f"from {column[0]:g}", "line", steps, column)
        for column in zip(*weights, strict=True)
    ]
    said = "Every step takes the same amount off each weight: one after another ends at exactly 0."
    return picture("soft_threshold, repeated", "step", "weight", drawn, said)
