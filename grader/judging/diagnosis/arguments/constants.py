"""Versions of the right function that change an argument by a constant, which is fitted."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from torch import Tensor

from grader.judging.diagnosis.arguments.changes import Version, held_at, in_place_of
from grader.judging.diagnosis.arguments.places import Place, Write, places
from grader.judging.diagnosis.first_call import FirstCall
from grader.judging.diagnosis.fitting import fitted, numbers_of
from grader.judging.diagnosis.patterns.constants import named

POSITIVE = tuple(3.3 * 10.0**e for e in range(-10, 4))
FACTORS = tuple(m * 10.0**e for e in range(-3, 3) for m in (1.4, 3.3, 7.1))
"""Numbers between which constants are looked for, none of which people choose."""

By = Callable[[Tensor, float], Tensor]
Said = Callable[[float, str], str]


def constants(call: FirstCall) -> Iterator[Version]:
    """An argument is scaled, moved or bounded first, or a constant stands in its place."""
    for place in places(call):
        if not place.floating:
            continue
        for change, grid, said in WAYS:
            yield from _fitted(call, place, change, grid, said)
        yield from _held(call, place)


def _held(call: FirstCall, place: Place) -> Iterator[Version]:
    for constant in fitted(call, lambda c: held_at(place, c).write, _both(POSITIVE)):
        yield held_at(place, constant)


def _fitted(
    call: FirstCall, place: Place, change: By, grid: Sequence[float], said: Said
) -> Iterator[Version]:
    def by(constant: float) -> Write:
        return place.changed(lambda t: change(t, constant))

    for constant in fitted(call, by, grid):
        if _is_plainer(call, constant, said):
            continue
        yield in_place_of(said(constant, place.name), place.name, by(constant))


def _is_plainer(call: FirstCall, c: float, said: Said) -> bool:
    """Whether the answer itself is scaled or moved by the constant, which is plainer to say."""
    got, right = numbers_of(call.case.got), numbers_of(call.case.expected)
    scaled, moved = (c * right, right / c), (right + c, right - c)
    others = scaled if said is _times else moved if said is _plus else ()
    return any(np.allclose(got, other, rtol=1e-12, atol=1e-6 * abs(c)) for other in others)


def _both(grid: Sequence[float]) -> tuple[float, ...]:
    """The numbers of either sign, in order."""
    return *(-number for number in reversed(grid)), *grid


def _times(c: float, name: str) -> str:
    factor, divisor = named(c), named(1 / c)
    return f"{name}/{divisor}" if len(divisor) < len(factor) else f"{factor}*{name}"


def _plus(c: float, name: str) -> str:
    return f"{name} {'-' if c < 0 else '+'} {abs(c):g}"


WAYS: tuple[tuple[By, Sequence[float], Said], ...] = (
    (lambda t, c: c * t, _both(FACTORS), _times),
    (lambda t, c: t + c, _both(POSITIVE), _plus),
    (lambda t, c: t.clamp(min=c), _both(POSITIVE), lambda c, name: f"{name}.clamp(min={c:g})"),
    (lambda t, c: t.clamp(max=c), _both(POSITIVE), lambda c, name: f"{name}.clamp(max={c:g})"),
    (lambda t, c: t.clamp(-c, c), POSITIVE, lambda c, name: f"{name}.clamp({-c:g}, {c:g})"),
)
"""How a constant changes an argument, where it is looked for, and the expression."""
