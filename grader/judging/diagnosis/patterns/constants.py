"""Numbers as a learner knows them."""

import math
from collections.abc import Iterable

import numpy as np

from grader.judging.diagnosis.patterns.parts import ENOUGH, Numbers

_KNOWN = {
    "1/2": 0.5,
    "1/3": 1 / 3,
    "log(2)": math.log(2),
    "log(2) / 2": math.log(2) / 2,
    "1/log(2)": 1 / math.log(2),
    "log(10)": math.log(10),
    "1/log(10)": 1 / math.log(10),
    "log(2 pi)": math.log(2 * math.pi),
    "log(2 pi) / 2": math.log(2 * math.pi) / 2,
    "log(pi)": math.log(math.pi),
    "log(pi) / 2": math.log(math.pi) / 2,
    "pi": math.pi,
    "sqrt(2)": math.sqrt(2),
    "1/sqrt(2)": 1 / math.sqrt(2),
    "sqrt(pi)": math.sqrt(math.pi),
    "sqrt(2 pi)": math.sqrt(2 * math.pi),
    "1/sqrt(2 pi)": 1 / math.sqrt(2 * math.pi),
}


def named(number: float) -> str:
    """A number as a learner knows it: `log(2 pi) / 2` rather than 0.918939."""
    for name, value in _KNOWN.items():
        for sign, mark in ((1, ""), (-1, "-")):
            if math.isclose(number, sign * value, rel_tol=1e-6):
                return f"{mark}{name}" if " " not in name or not mark else f"{mark}({name})"
    return f"{number:.6g}"


def common(groups: Iterable[Numbers]) -> float | None:
    """The one number other than 0 that all the numbers are; None if they are not all one."""
    kept: list[Numbers] = []
    for group in groups:
        numbers = np.ravel(group)
        kept += [numbers] if numbers.size else []
        if kept and not np.allclose(numbers, kept[0][0], rtol=1e-6, atol=1e-8):
            return None
    value = float(np.median(np.concatenate(kept))) if len(kept) >= ENOUGH else 0.0
    return value if math.isfinite(value) and abs(value) >= 1e-8 else None
