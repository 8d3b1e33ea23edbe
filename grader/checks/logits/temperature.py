"""The checks of logits/temperature."""

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st

from grader.checks.logits.calibration import CLOSE, FITTED, digits, digits_code, shifted
from grader.checks.logits.data import BEHIND, EXTREMES, classified
from grader.picture import Axis, Picture, picture
from grader.probe.case import Inputs, Tolerance
from grader.probe.compare import SIX_DIGITS
from grader.probe.drawing import line, point
from grader.probe.drivers import calling_for
from grader.probe.formula import alone, edges, formula
from grader.probe.strategies import (
    as_float32,
    composite,
    either_precision,
    in_both_precisions,
    reals,
    torch_array,
)

TEMPERATURES = (2.0, 0.5, 1.5, 0.7, 4.0, 0.3)

STEEP = replace(SIX_DIGITS, single=Tolerance(1e-4, 2e-3))
"""At a low temperature: logits are divided by its square in a gradient."""

STEEPEST = Tolerance(1e-6, 1e-3)
"""For the temperature's own gradient at extreme logits. Terms of `logits / temperature**2`, a
million, cancel, and a log-normalizer of `logits / temperature` is rounded by 1.5e-11."""

THREE_DIGITS = Tolerance(1.001e-3, 0.0, single=Tolerance(5e-3, 0.0))
"""How well a temperature is to be fitted."""


@composite
def heated(
    draw: st.DrawFn,
    inputs: st.SearchStrategy[Inputs],
    temperatures: tuple[float, ...] = TEMPERATURES,
    *,
    tensor: bool = False,
) -> Inputs:
    """These inputs and a temperature, a float or a 0-dimensional tensor."""
    drawn = draw(st.sampled_from(temperatures))
    return {**draw(inputs), "temperature": torch_array(drawn) if tensor else drawn}


loss = formula(
    "temperature_nll",
    "The mean over the rows of -log p_target with p = softmax(logits/temperature).",
    heated(classified(reals(6, 10)), tensor=True),
    examples=16,
    tolerance=SIX_DIGITS,
)
loss_alone = alone(
    "temperature_nll", heated(classified(reals(6, 10)), tensor=True), tolerance=SIX_DIGITS
)
number = edges(
    "temperature_nll",
    "a float",
    "A temperature that is a Python float gives the same.",
    either_precision(heated(classified(reals(6, 10)))),
    gradient=True,
    examples=8,
    tolerance=SIX_DIGITS,
)
neutral = edges(
    "temperature_nll",
    "temperature 1",
    "At temperature 1 it is the cross-entropy of the logits.",
    either_precision(heated(classified(reals(6, 10)), (1.0,), tensor=True)),
    gradient=True,
    examples=4,
    tolerance=SIX_DIGITS,
)
ends = edges(
    "temperature_nll",
    "hot and cold",
    "Value and gradients at temperatures of 0.1 and 10.",
    either_precision(heated(classified(reals(6, 10)), (0.1, 10.0), tensor=True)),
    gradient=True,
    examples=8,
    tolerance=STEEP,
)
extreme = edges(
    "temperature_nll",
    "extreme logits",
    "Value and gradient are accurate for any finite logits.",
    either_precision(heated(classified(EXTREMES), (0.1, 10.0, 2.0))),
    gradient=True,
    examples=10,
    driver=calling_for("logits"),
    tolerance=STEEP,
)
extreme_slope = edges(
    "temperature_nll",
    "extreme logits, for the temperature",
    "The gradient to the temperature is accurate for any finite logits.",
    heated(classified(EXTREMES), (0.1, 10.0, 2.0), tensor=True),
    gradient=True,
    examples=6,
    driver=calling_for("temperature"),
    tolerance=STEEPEST,
)
behind = edges(
    "temperature_nll",
    "far behind",
    "Value and gradient are accurate where the target is far behind one class, or two equal ones.",
    in_both_precisions(*({**inputs, "temperature": 0.5} for inputs in BEHIND)),
    gradient=True,
    examples=2 * len(BEHIND),
    tolerance=STEEP,
)

# Each of these fits may take 5 seconds, and all of them together less than a grade may.
fit = edges(
    "fit_temperature",
    "fit",
    "The temperature of the least negative log-likelihood, right to 1 part in 1,000.",
    st.sampled_from(FITTED),
    examples=len(FITTED),
    tolerance=THREE_DIGITS,
)
single = edges(
    "fit_temperature",
    "float32",
    "Logits in float32 have a temperature too.",
    st.sampled_from([as_float32(inputs) for inputs in FITTED[1:3]]),
    examples=2,
    tolerance=THREE_DIGITS,
)
moved = edges(
    "fit_temperature",
    "shifted rows",
    "A constant added to a whole row changes nothing, however large it is.",
    st.sampled_from([shifted(FITTED[1]), shifted(FITTED[4]), CLOSE]),
    examples=3,
    tolerance=THREE_DIGITS,
)
real = edges(
    "fit_temperature",
    "real data",
    "Right for a classifier of handwritten digits that is too sure of itself.",
    st.builds(digits),
    examples=1,
    tolerance=THREE_DIGITS,
    as_code=digits_code,
)


def own_picture(impl: Any) -> Picture:
    """The loss of held-out digits by temperature."""
    rows = digits()
    logits, target = (torch.from_numpy(rows[name].data) for name in ("logits", "target"))
    best = float(impl.fit_temperature(logits, target))
    nll = partial(impl.temperature_nll, logits, target)
    drawn = [
        line("mean NLL", np.linspace(0.5, 5, 46), nll),
        point("as trained: temperature 1", 1.0, nll(1.0)),
        point(f"fitted: temperature {best:.2f}", best, nll(best)),
    ]
    said = "The classifier is too sure of itself: the same classes, flattened, lose less."
    return picture("Digits it has not seen", "temperature", Axis("NLL", "nats"), drawn, said)
