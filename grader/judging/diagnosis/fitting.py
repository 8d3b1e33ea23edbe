"""Finds the constant with which a wrong version of a function gives a submission's value."""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from grader.judging.diagnosis.first_call import FirstCall
from grader.probe.values import Array, leaves

STEPS = 40
"""Of the search in one interval, which halves at least every other time."""

DIGITS = 1, 2, 3
"""Significant digits of the constants that people choose, or of what they divide by."""

SMALLEST = 1e-12
"""What is nearer to 0 is 0 but for rounding."""


KNOWN = tuple(
    sign * x
    for x in (2**0.5, 0.5**0.5, math.pi, 2 * math.pi, (2 * math.pi) ** 0.5, math.log(2))
    for sign in (1, -1)
)


def fitted(
    call: FirstCall, version: Callable[[float], Callable[..., Any]], grid: Sequence[float]
) -> Iterator[float]:
    """Constants, each the simplest number near it, with which a version gives the same value.

    Args:
        call: what is to be answered alike.
        version: the function with a constant in it.
        grid: increasing numbers; a constant is looked for between neighbours.
    """
    got, right = numbers_of(call.case.got), numbers_of(call.case.expected)
    if not got.size or got.shape != right.shape:
        return
    place = int(np.abs(got - right).argmax())
    if got[place] == right[place]:
        return

    def off(constant: float) -> float:
        numbers = numbers_of(call.returned(version(constant)))
        return float(numbers[place] - got[place]) if numbers.shape == got.shape else math.nan

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
    """The numbers that a person may have chosen, which it is but for rounding.

    Others are not told: with a constant of many digits, one change can do the work of another.
    """
    if abs(root) < SMALLEST or not math.isfinite(root):
        return
    for digits in DIGITS:
        for near in (_rounded(root, digits), 1 / _rounded(1 / root, digits)):
            if math.isclose(near, root, rel_tol=1e-6):
                yield near
                return
    yield from (near for near in KNOWN if math.isclose(near, root, rel_tol=1e-6))


def _rounded(number: float, digits: int) -> float:
    return float(f"{number:.{digits - 1}e}")


def numbers_of(value: Any) -> np.ndarray[Any, Any]:
    """The floating numbers of an answer: true and false cannot be approached."""
    found = [_plain(leaf) for leaf in leaves(value)]
    parts = [np.ravel(part) for part in found if np.asarray(part).dtype.kind == "f"]
    return np.concatenate(parts or [np.empty(0)]).astype(np.float64)


def _plain(leaf: Any) -> Any:
    """A leaf of an answer as NumPy knows it, be it still a tensor."""
    if isinstance(leaf, Array):
        return leaf.data
    return leaf.detach().numpy() if hasattr(leaf, "detach") else leaf
