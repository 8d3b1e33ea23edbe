"""The number of the smallest input along which answers are drawn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from typing import Any

import numpy as np

from grader.judging.pictures.failure import Failure
from grader.judging.pictures.output import Floats, Output, subscript
from grader.probe.case import Inputs
from grader.probe.values import Array

CANDIDATES = 6
"""How many numbers of the input are compared by a call of the reference each."""

ELEMENTS = 100
"""How many elements of an argument may be drawn along."""

REACH = 2.0
"""How far the curve goes to both sides, in units of the number or of 1."""

NARROW = 1e-3
"""How short a curve is, in the same units, that shows nothing."""


@dataclass(frozen=True)
class Place:
    """A number of an input, and how far it may vary.

    Attributes:
        name: the argument.
        index: which element of it; None for a Python number.
        low: the least number that is drawn.
        high: the greatest.
    """

    name: str
    index: int | None
    low: float
    high: float

    def read(self, inputs: Inputs) -> float:
        """The number."""
        return _read(inputs[self.name], self.index)

    def put(self, inputs: Inputs, number: float) -> Inputs:
        """The input with another number there."""
        value = inputs[self.name]
        if self.index is None:
            return {**inputs, self.name: number}
        data = value.data.copy()
        data.flat[self.index] = number
        return {**inputs, self.name: replace(value, data=data)}

    def label(self, inputs: Inputs) -> str:
        """How the learner writes it."""
        value = inputs[self.name]
        return self.name + ("" if self.index is None else subscript(value.shape, self.index))

    def far_end(self, inputs: Inputs) -> float:
        """The end that is further away; of two the larger, where fewer functions are even."""
        here = self.read(inputs)
        return max(self.low, self.high, key=lambda end: (round(abs(end - here), 9), abs(end)))


def place_that_matters(failure: Failure, output: Output) -> Place | None:
    """The number of the input that moves an output most; None where none may vary.

    The gradient tells, where a single number has one: nothing needs to be called then.
    """
    found = list(_places(failure, output))
    slopes = [_slope(failure, output, place) for place in found]
    if any(slopes):
        return found[int(np.argmax(slopes))]
    few = found[:CANDIDATES]
    return max(few, key=lambda place: _moved(failure, output, place)) if few else None


def _slope(failure: Failure, output: Output, place: Place) -> float:
    """How far the right answer would move by its gradient; 0 where that is not known."""
    right = failure.case.expected
    if output.path != ("value",) or output.shape or not isinstance(right, Mapping):
        return 0.0  # the gradient is that of all numbers of an answer together
    gradient = right.get("gradient")
    slope = gradient.get(place.name) if isinstance(gradient, Mapping) else None
    value = failure.case.inputs[place.name]
    if not isinstance(slope, Array) or slope.shape != getattr(value, "shape", None):
        return 0.0
    here = place.read(failure.case.inputs)
    away = abs(place.far_end(failure.case.inputs) - here)
    moved = abs(_read(slope, place.index)) * away
    return moved if np.isfinite(moved) else 0.0


def _moved(failure: Failure, output: Output, place: Place) -> float:
    """How far the right answer moves from the smallest input to the end of the curve."""
    inputs = failure.case.inputs
    there = failure.right(place.put(inputs, place.far_end(inputs)))
    moved = abs(output.read(there) - output.read(failure.case.expected))
    return moved if np.isfinite(moved) else 0.0


def _places(failure: Failure, output: Output) -> Iterator[Place]:
    """The numbers that may vary, never beyond what the probe draws; the likely ones first.

    The arguments take turns, each with the element first that is where the wrong number is.
    """
    inputs = failure.case.inputs
    drawn, _ = failure.answer_key.cases(failure.probe)
    turns = []
    for name, value in inputs.items():
        known = _numbers([one[name] for one in drawn if name in one])
        if known.size and not _is_whole(known):
            known = known[np.isfinite(known)]
            turns.append(_of_argument(name, value, known, output))
    yield from (place for turn in zip_longest(*turns) for place in turn if place)


def _of_argument(name: str, value: Any, known: Floats, output: Output) -> Iterator[Place]:
    for index in islice(_indices(value, output), ELEMENTS):
        here = _read(value, index)
        unit = max(1.0, abs(here))
        low = max(known.min(), here - REACH * unit)
        high = min(known.max(), here + REACH * unit)
        if np.isfinite(here) and high - low > NARROW * unit:
            yield Place(name, index, float(low), float(high))


def _indices(value: Any, output: Output) -> Iterator[int | None]:
    if not isinstance(value, Array):
        yield None
        return
    own = output.index if value.shape == output.shape else 0
    yield from sorted(range(value.data.size), key=lambda index: index != own)


def _read(value: Any, index: int | None) -> float:
    return float(value if index is None else value.data.flat[index])


def _numbers(values: Sequence[Any]) -> Floats:
    found = [
        np.ravel(v.data) if isinstance(v, Array) else np.ravel(v)
        for v in values
        if isinstance(v, Array | float)
    ]
    floats = [one for one in found if one.dtype.kind == "f"]
    return np.concatenate(floats).astype(float) if floats else np.empty(0)


def _is_whole(numbers: Floats) -> bool:
    """Whether all are labels, counts or flags."""
    return bool((numbers == np.round(numbers)).all() and np.unique(numbers).size <= 4)
