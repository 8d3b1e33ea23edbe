"""Finds the constant with which a wrong version of a function gives a submission's value."""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from grader.judging.diagnosis.first_call import FirstCall
from grader.probe.compare import leaves
from grader.probe.values import Array

STEPS = 40
"""Of the search in one interval, which halves at least every other time."""

NICE = 2, 3, 4
"""Significant digits of the constants that people choose."""


SMALLEST = 1e-12
"""What is nearer to 0 is 0 but for rounding."""


def fitted(
    call: FirstCall, version: Callable[[float], Callable[..., Any]], grid: Sequence[float]
) -> Iterator[float]:
    """Constants, each the simplest number near it, with which a version gives the same value.

    Args:
        call: what is to be answered alike.
        version: the function with a constant in it.
        grid: increasing numbers; a constant is looked for between neighbours.
    """
    got, right = _numbers(call.case.got), _numbers(call.case.expected)
    if got is None or right is None or got.shape != right.shape:
        return
    place = int(np.abs(got - right).argmax())
    if got[place] == right[place]:
        return

    def off(constant: float) -> float:
        numbers = _numbers(call.value(version(constant)))
        same = numbers is not None and numbers.shape == got.shape
        return float(numbers[place] - got[place]) if same and numbers is not None else math.nan

    offs = [off(constant) for constant in grid]
    for a, b, at_a, at_b in zip(grid, grid[1:], offs, offs[1:], strict=False):
        if at_a == 0:
            yield a
        elif at_a * at_b < 0:
            root = _root(off, a, b, at_a, at_b)
            yield from (n for n in _nice(root) if call.explained_by(version(n)))


def _root(off: Callable[[float], float], a: float, b: float, at_a: float, at_b: float) -> float:
    """Where a function is 0 between two numbers, by the Illinois method (Dowell, Jarratt, 1971)."""
    c = a
    for _ in range(STEPS):
        c = b - at_b * (b - a) / (at_b - at_a)
        at_c = off(c)
        if at_c == 0 or not math.isfinite(at_c) or abs(b - a) < 1e-13 * abs(c):
            break
        if at_c * at_b < 0:
            a, at_a = b, at_b
        else:
            at_a /= 2
        b, at_b = c, at_c
        if at_a == at_b:
            break
    return c


def _nice(root: float) -> Iterator[float]:
    """The number itself, after those of few digits that it may be but for rounding."""
    if abs(root) < SMALLEST or not math.isfinite(root):
        return
    for digits in NICE:
        near = float(f"{root:.{digits - 1}e}")
        if math.isclose(near, root, rel_tol=1e-6):
            yield near
    yield root


def _numbers(value: Any) -> np.ndarray[Any, Any] | None:
    """The floating numbers of an answer: true and false cannot be approached."""
    found = [leaf.data if isinstance(leaf, Array) else leaf for leaf in leaves(value)]
    parts = [np.ravel(part) for part in found if np.asarray(part).dtype.kind == "f"]
    return np.concatenate(parts).astype(np.float64) if parts else None
