"""The parts of an answer beside the right ones: each value and each gradient, on every input."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np

from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.patterns.sizes import sizes_of
from grader.probe.case import Case, Inputs
from grader.probe.compare import tolerance_of
from grader.probe.values import Array
from grader.source import parts_returned, read_solution

ENOUGH = 3
"""Inputs that must tell a claim from the right answer: where one number is fitted, the first input
gives it and two confirm it, and on inputs of zeros and ones much holds by chance."""

Numbers = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Pair:
    """What a part of the answer was for one input, and what is right, of one shape.

    Numbers that are `logical` are 1 for true and 0 for false.
    """

    case: Case
    got: Numbers
    right: Numbers
    logical: bool = False

    @property
    def inputs(self) -> Inputs:
        """The input."""
        return self.case.inputs

    @cached_property
    def agrees(self) -> bool:
        """Whether the answer is right."""
        return self.is_like(self.right)

    @cached_property
    def dtype(self) -> str:
        """The floating dtype of the input: float64 where it has none."""
        return self.case.dtype or "float64"

    @cached_property
    def sizes(self) -> dict[str, int]:
        """The sizes of the input by their words."""
        return sizes_of(self.inputs)

    @cached_property
    def finite(self) -> bool:
        """Whether both answers hold finite numbers alone."""
        return bool(np.isfinite(self.got).all() and np.isfinite(self.right).all())

    def is_like(self, numbers: Numbers) -> bool:
        """Whether the answer is these numbers but for the rounding that checks allow."""
        return self.near(self.got, numbers)

    def near(self, some: Numbers, others: Numbers) -> bool:
        """Whether two arrays hold the same numbers, but for the rounding that checks allow."""
        return some.shape == others.shape and bool(self.same(some, others).all())

    def same(self, some: Numbers, others: Numbers) -> Numbers:
        """Where two arrays of one shape hold the same number, but for that rounding."""
        tolerance = self.case.tolerance or tolerance_of(self.dtype)
        allowed = tolerance.allowed(others, self.case.scale, self.dtype)
        near = np.isfinite(others) & (np.abs(some - others) <= allowed)
        return np.asarray(near | (some == others) | (np.isnan(some) & np.isnan(others)))


@dataclass(frozen=True)
class Part:
    """One part of an answer: its name as it reads after "Your", and what it was on every input."""

    name: str
    pairs: tuple[Pair, ...]

    @cached_property
    def wrong(self) -> tuple[Pair, ...]:
        """Where it is not right."""
        return tuple(pair for pair in self.pairs if not pair.agrees)


def values(evidence: Evidence) -> list[Part]:
    """What was returned, a tuple part by part; nothing if that cannot be compared throughout."""
    found: dict[str, list[Pair]] = {}
    for case in cases(evidence):
        got, right = value_of(case.got), value_of(case.expected)
        for name, pair in _items(case, got, right, evidence):
            if pair is None:
                return []
            found.setdefault(name, []).append(pair)
    return _parts(found)


def gradients(evidence: Evidence) -> list[Part]:
    """The gradient for each input; nothing if that cannot be compared throughout."""
    found: dict[str, list[Pair]] = {}
    for case in cases(evidence):
        sides = [
            side.get("gradient") if isinstance(side, Mapping) else None
            for side in (case.got, case.expected)
        ]
        if not isinstance(sides[1], Mapping):
            continue
        if not isinstance(sides[0], Mapping):
            return []
        for name, right in sides[1].items():
            pair = _pair(case, sides[0].get(name), right)
            if pair is None:
                return []
            found.setdefault(f"gradient for `{name}`", []).append(pair)
    return _parts(found)


def cases(evidence: Evidence) -> Iterator[Case]:
    """Every input on which the right answer is one and the same."""
    for probe, some in evidence.referenced:
        if not probe.random:
            yield from some


def value_of(answer: Any) -> Any:
    """What was returned, without what a driver has seen beside it."""
    return answer["value"] if isinstance(answer, Mapping) and "value" in answer else answer


def names_of(evidence: Evidence, count: int) -> list[str]:
    """The names of the parts of a tuple, as they read after "Your"."""
    names = _names(evidence.answer_key.exercise.solution, evidence.failed)
    if len(names) == count:
        return [f"`{name}`" for name in names]
    return [f"result[{index}]" for index in range(count)]


def _parts(found: Mapping[str, list[Pair]]) -> list[Part]:
    # Wrong answers first: there most claims fail at once.
    return [
        Part(name, tuple(sorted(pairs, key=lambda pair: pair.agrees)))
        for name, pairs in found.items()
    ]


def _items(
    case: Case, got: Any, right: Any, evidence: Evidence
) -> Iterator[tuple[str, Pair | None]]:
    if isinstance(right, Mapping):
        for key, item in right.items():
            yield f"`{key}`", _pair(case, got.get(key) if isinstance(got, Mapping) else None, item)
    elif isinstance(right, (tuple, list)):
        same = isinstance(got, (tuple, list)) and len(got) == len(right)
        for index, name in enumerate(names_of(evidence, len(right))):
            yield name, _pair(case, got[index], right[index]) if same else None
    else:
        yield "result", _pair(case, got, right)


def _pair(case: Case, got: Any, right: Any) -> Pair | None:
    """Both answers as numbers, if they have one shape."""
    mine, theirs = _numbers(got), _numbers(right)
    if mine is None or theirs is None or mine.shape != theirs.shape:
        return None
    logical = isinstance(right, Array) and right.data.dtype.kind == "b"
    return Pair(case, mine, theirs, logical)


def _numbers(value: Any) -> Numbers | None:
    if isinstance(value, Array) and value.data.dtype.kind in "fiub":
        return np.asarray(value.data, dtype=np.float64)
    if isinstance(value, (int, float)):
        return np.asarray(float(value))
    return None


@cache
def _names(solution: Path, function: str) -> tuple[str, ...]:
    return parts_returned(read_solution(solution).statement, function)
