"""Whether two answers are the same, and whether one is right, where chance may play in."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from grader.judging.judgement import verdict_on
from grader.probe.case import Case
from grader.probe.compare import compare
from grader.probe.probe import Probe
from grader.probe.values import Array, Raised, leaves

Numbers = np.ndarray[Any, Any]

_LINE = re.compile(r" at line \d+")


def alike(probe: Probe, case: Case, theirs: Any) -> bool:
    """Whether a mistake answers like the submission; where chance plays in, is judged like it."""
    if probe.random and not isinstance(theirs, Raised):
        pairs = zip(findings(probe, case), findings(probe, replace(case, got=theirs)), strict=True)
        return all(mine == its for mine, its in pairs)
    got, theirs = _without_zeros(case.got, theirs), _without_zeros(theirs, case.got)
    if _overflown(theirs) and _overflown(got):  # theirs is small
        got, theirs = got["value"], theirs["value"]
    return compare(got, theirs, case) is None


def near(a: Any, b: Any) -> bool:
    """Whether two answers have the same numbers but for what any rounding explains."""
    mine, theirs = leaves(a), leaves(b)
    return len(mine) == len(theirs) and all(map(_near, mine, theirs))


def _near(a: Any, b: Any) -> bool:
    x, y = (np.asarray(leaf.data if isinstance(leaf, Array) else leaf) for leaf in (a, b))
    if x.shape != y.shape:
        return False
    if "O" in (x.dtype.kind, y.dtype.kind):
        return bool(a == b)
    return np.allclose(x, y, rtol=1e-4, atol=1e-5, equal_nan=True)


def close(a: Numbers, b: Numbers, rtol: float, atol: float) -> bool:
    """Whether floating arrays of one shape agree.

    This is `numpy.allclose`, which takes five times as long; it also silences NumPy, as the whole
    diagnosis does.
    """
    near = np.isfinite(b) & (np.abs(a - b) <= atol + rtol * np.abs(b))
    return bool((near | (a == b)).all())


def is_right(probe: Probe, case: Case) -> bool:
    """Whether the answer of a case is the right one."""
    if probe.random or not probe.referenced:
        return not any(findings(probe, case))
    if is_right not in case.known:
        case.known[is_right] = compare(case.got, case.expected, case) is None
    return bool(case.known[is_right])


def _is_finite(number: Any) -> bool:
    if isinstance(number, np.ndarray):
        return number.dtype.kind in "biuf" and bool(np.isfinite(number).all())
    # An integer may be larger than any float.
    return isinstance(number, int) or (isinstance(number, float) and math.isfinite(number))


def _without_zeros(answer: Any, other: Any) -> Any:
    """An answer in which a gradient of zeros is none where the other has none."""
    gradient, beside = (
        found.get("gradient") if isinstance(found, Mapping) else None for found in (answer, other)
    )
    if not (isinstance(gradient, Mapping) and isinstance(beside, Mapping)):
        return answer
    kept = {
        name: None
        if isinstance(found, Array) and beside.get(name) is None and not found.data.any()
        else found
        for name, found in gradient.items()
    }
    return {**answer, "gradient": kept}


def is_finite(value: Any) -> bool:
    """Whether a value holds finite numbers alone: much is nan or infinite for the same reason."""
    numbers = [leaf.data if isinstance(leaf, Array) else leaf for leaf in leaves(value)]
    return all(map(_is_finite, numbers))


def _overflown(answer: Any) -> bool:
    """Whether the value is not finite: its gradient is then whatever the order of steps left."""
    if not isinstance(answer, Mapping) or "gradient" not in answer:
        return False
    values = [leaf.data for leaf in leaves(answer.get("value")) if isinstance(leaf, Array)]
    return any(not np.isfinite(value).all() for value in values)


def findings(probe: Probe, case: Case) -> Iterator[tuple[str, str] | None]:
    """What each check finds, in words alone; looked for when it is asked for."""
    for check in probe.checks:
        finding = verdict_on(probe, check, case)
        # A known mistake stands in no file of the learner's: it has no lines there.
        yield (finding.kind, _LINE.sub("", finding.message)) if finding else None
