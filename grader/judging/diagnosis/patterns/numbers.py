"""Numbers as a learner knows them."""

import math
from collections.abc import Iterable

import numpy as np

from grader.judging.diagnosis.patterns.pairs import ENOUGH, Numbers

_KNOWN = {
    "log(2)": math.log(2),
    "log(2 pi)": math.log(2 * math.pi),
    "log(2 pi) / 2": math.log(2 * math.pi) / 2,
    "log(pi)": math.log(math.pi),
    "pi": math.pi,
    "sqrt(2)": math.sqrt(2),
    "1/2": 0.5,
    "1/3": 1 / 3,
    "sqrt(2 pi)": math.sqrt(2 * math.pi),
}


def named(number: float) -> str:
    """A number as a learner knows it: `log(2 pi) / 2` rather than 0.918939."""
    for name, value in _KNOWN.items():
        for sign, mark in ((1, ""), (-1, "-")):
            if math.isclose(number, sign * value, rel_tol=1e-6):
                return f"{mark}{name}" if " " not in name or not mark else f"{mark}({name})"
    return f"{number:.6g}"


def common(groups: Iterable[Numbers]) -> float | None:
    """The one number, neither 0 nor 1, that all the numbers are; None if they are not all one."""
    numbers = np.concatenate([np.atleast_1d(group) for group in groups])
    if numbers.size < ENOUGH:
        return None
    value = float(np.median(numbers))
    if abs(value) < 1e-8 or not np.allclose(numbers, value, rtol=1e-6, atol=1e-8):
        return None
    return value
