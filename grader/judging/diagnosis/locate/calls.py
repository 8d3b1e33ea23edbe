"""Calls that were answered wrongly, with the numbers on the way and the right ones."""

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from grader.catalogue import imports
from grader.judging.answer_key import answer
from grader.judging.diagnosis.answers import is_right
from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.first_call import function_of, value_of
from grader.judging.diagnosis.locate.watched import Noted, Watched, read
from grader.judging.rewriting import Rewriting
from grader.probe.case import Case
from grader.probe.compare import compare
from grader.probe.probe import Probe
from grader.probe.values import floating_dtype

SECONDS = 1.5
"""How much processor time that may take, whatever was spent on changes before."""

CALLS = 6
"""How many wrong answers are followed."""


@dataclass(frozen=True)
class Call:
    """One call.

    Attributes:
        probe: who called.
        index: of the probe's input.
        case: the input and both answers.
        noted: the values of the submission's places, by their index.
        right: the values of the reference's places.
    """

    probe: Probe
    index: int
    case: Case
    noted: Mapping[int, Noted]
    right: Mapping[int, Noted]


@dataclass(frozen=True)
class Followed:
    """A submission whose wrong answers were followed."""

    watched: Watched
    calls: tuple[Call, ...]
    rewriting: Rewriting

    def mended(self, place: int, numbers: Mapping[int, tuple[Any, str]]) -> bool:
        """Whether every answer is right if a place has other numbers.

        Args:
            place: the index of the place.
            numbers: for each call, by its place in `calls`, the numbers and their dtype.
        """
        node = self.watched.places[place]
        # The first inputs are simple: much is right for them by chance.
        for at, call in reversed([*enumerate(self.calls)]):
            if self.rewriting.over:
                return False
            text = self.watched.with_numbers(node, *numbers[at])
            if not self.rewriting.define(text):
                return False
            found = self.rewriting.answers(call.probe, [call.case], call.index)
            if not found:
                return False
            got, right = value_of(found[0].got), value_of(call.case.expected)
            if compare(got, right, call.case) is not None:
                return False
        return True


def followed(
    evidence: Evidence, wanted: Callable[[Case], bool], *, single: bool = False
) -> Followed | None:
    """The first wrong answers of a kind, followed; None where that cannot be done.

    Args:
        evidence: the submission.
        wanted: which answers.
        single: whether inputs in float32 count, whose numbers on the way are right to 7 digits.
    """
    rewriting = evidence.rewriting
    if rewriting is None or isinstance(function_of(evidence), type):
        return None
    exercise = evidence.answer_key.exercise
    library = "torch" if "torch" in imports(exercise.topic) else "numpy"
    watched = Watched(evidence.text, evidence.failed, library)
    rewriting.renew(SECONDS)
    try:
        text = watched.noting
    except RecursionError:  # no expression that a person writes is so deep
        return None
    asked = filter(lambda one: wanted(one[2]), _wrong(evidence, single))
    calls = []
    try:
        if not watched.places or not rewriting.define(text):
            return None
        for probe, index, case in islice(asked, CALLS):
            found = rewriting.answers(probe, [case], index)
            noted = read(value_of(found[0].got)) if found else {}
            if not noted:
                return None
            right = _noted(exercise.solution, evidence, library, probe, index)
            calls.append(Call(probe, index, case, noted, right))
    finally:
        rewriting.define(evidence.text)
    return Followed(watched, tuple(calls), rewriting) if calls else None


def _wrong(evidence: Evidence, single: bool) -> Iterator[tuple[Probe, int, Case]]:
    """The inputs that are answered wrongly."""
    for probe, index, case in evidence.inputs:
        if probe.of != evidence.failed or probe.random or not probe.referenced:
            continue
        is_single = floating_dtype(case.inputs) == "float32"
        if (single or not is_single) and not is_right(probe, case):
            yield probe, index, case


def has_wrong_value(case: Case) -> bool:
    """Whether it is more than the gradient that is wrong."""
    return compare(value_of(case.got), value_of(case.expected), case) is not None


@lru_cache(maxsize=8)
def _reference(solution: Path, failed: str, library: str) -> types.ModuleType:
    """The reference, whose function returns the values of its places."""
    module = types.ModuleType(f"watched_{solution.stem}")
    text = Watched(solution.read_text("utf-8"), failed, library).noting
    exec(compile(text, str(solution), "exec"), vars(module))
    return module


def _noted(
    solution: Path, evidence: Evidence, library: str, probe: Probe, index: int
) -> Mapping[int, Noted]:
    key = evidence.answer_key
    inputs = key.cases(probe)[0][index]
    reference = _reference(solution, evidence.failed, library)
    try:
        return read(value_of(answer(probe, reference, inputs, key.seed(probe) + index)))
    except Exception:  # a driver looks into what is returned
        return {}
