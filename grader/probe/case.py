"""One input with both answers, and what a check finds wrong with it."""

from dataclasses import dataclass
from typing import Any

import numpy as np

Inputs = dict[str, Any]
"""Arguments by name: tensors, arrays, numbers, strings, and lists and dicts of them."""


@dataclass(frozen=True)
class Case:
    """One input, and the answers of the submission and the reference to it.

    `tolerance` is the probe's own, if it has one. `printed` is what the submission printed.
    """

    inputs: Inputs
    got: Any
    expected: Any = None
    device: str = "cpu"
    tolerance: "Tolerance | None" = None
    printed: str = ""


@dataclass(frozen=True)
class Finding:
    """Why an answer is not right.

    Attributes:
        kind: raised, type, dtype, device, shape, finite, value, gradient, changed or law.
        message: what was observed, as a sentence.
        got: the submission's value, as text.
        expected: the right value, as text.
        difference: how they differ, in words.
        of: for a gradient, the input that it belongs to.
        lines: for an exception, the lines of the submission that led to it, outermost first.
    """

    kind: str
    message: str
    got: str | None = None
    expected: str | None = None
    difference: str | None = None
    of: str | None = None
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class Tolerance:
    """Two values agree within `atol + rtol * abs(expected)`, plus the rounding of the inputs.

    `single` is the tolerance in float32, if it is another one.
    """

    rtol: float
    atol: float
    single: "Tolerance | None" = None

    def allowed(self, expected: np.ndarray[Any, Any], scale: float, dtype: str) -> Any:
        """The largest absolute difference that is accepted, for each element.

        A stable formula may lose as much as its largest intermediate value is rounded by: `scale`
        is the largest input, and 32 units in its last place are accepted.
        """
        if self.single and dtype == "float32":
            return self.single.allowed(expected, scale, dtype)
        rounding = 32 * np.finfo(dtype).eps * scale if dtype in ("float32", "float64") else 0.0
        return self.atol + self.rtol * np.abs(expected) + rounding
