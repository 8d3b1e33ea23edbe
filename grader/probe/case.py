"""One input with both answers, and what a check finds wrong with it."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from grader.probe.values import floating_dtype, scale_of

Inputs = dict[str, Any]
"""Arguments by name: tensors, arrays, numbers, strings, and lists and dicts of them."""

Text = str | Callable[[], str | None] | None
"""A value in words, or how to write it: most findings are only counted, and writing takes longer
than comparing."""

_EPS = {name: float(np.finfo(name).eps) for name in ("float32", "float64")}


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

    @cached_property
    def dtype(self) -> str | None:
        """The floating dtype of the inputs' arrays, or None if they have none."""
        return floating_dtype(self.inputs)

    @cached_property
    def scale(self) -> float:
        """The largest finite magnitude among the inputs, at least 1."""
        return scale_of(self.inputs)

    @cached_property
    def known(self) -> dict[Hashable, Any]:
        """What was found out about it, by what was asked: a diagnosis asks again and again."""
        return {}


@dataclass(frozen=True)
class Finding:
    """Why an answer is not right.

    Attributes:
        kind: raised, type, dtype, device, shape, finite, value, gradient, changed or law.
        message: what was observed, as a sentence.
        got: the submission's value.
        expected: the right value.
        difference: how they differ.
        of: for a gradient, the input that it belongs to.
        lines: for an exception, the lines of the submission that led to it, outermost first.
    """

    kind: str
    message: str
    got: Text = None
    expected: Text = None
    difference: Text = None
    of: str | None = None
    lines: tuple[int, ...] = ()

    def texts(self) -> tuple[str | None, str | None, str | None]:
        """Both values and their difference, written out."""
        got, expected, difference = (
            text() if callable(text) else text
            for text in (self.got, self.expected, self.difference)
        )
        return got, expected, difference


@dataclass(frozen=True)
class Tolerance:
    """Two values agree within `atol + rtol * abs(expected)`, plus the rounding of the inputs.

    `single` is the tolerance in float32, if it is another one.
    """

    rtol: float
    atol: float
    single: "Tolerance | None" = None

    def allowed(self, expected: Any, scale: float, dtype: str) -> Any:
        """The largest absolute difference that is accepted, for each element.

        A stable formula may lose as much as its largest intermediate value is rounded by: `scale`
        is the largest input, and 32 units in its last place are accepted.
        """
        if self.single and dtype == "float32":
            return self.single.allowed(expected, scale, dtype)
        rounding = 32 * _EPS.get(dtype, 0.0) * scale
        return self.atol + self.rtol * abs(expected) + rounding
