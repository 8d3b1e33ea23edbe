"""Explains a wrong answer by a known mistake that gives the same answers with an exception."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from grader.judging.diagnosis.answers import alike, is_finite, is_right
from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.first_call import value_of
from grader.judging.diagnosis.patterns.conditions import conditions
from grader.probe.case import Case
from grader.probe.probe import Probe
from grader.verdict import Misconception

SHARE = 0.85
"""Of the wrong answers, and of all, that a mistake must give alike: below it, claims were wrong."""

ENOUGH = 3
"""Wrong answers that it must give alike, and as many as there are exceptions."""

FEW = 2
"""How many kinds of input an exception may list."""

Tried = tuple[Probe, int, Case]


def near_miss(evidence: Evidence) -> Misconception | None:
    """A known mistake but for some inputs, if these have something in common."""
    tried = [
        (probe, index, case)
        for probe, index, case in evidence.inputs
        if probe.of == evidence.failed and probe.referenced and not probe.random
    ]
    right = [is_right(probe, case) for probe, _, case in tried]
    for wrong in evidence.answer_key.known_mistakes:
        if wrong.of != evidence.failed:
            continue
        for write in (wrong.write, *wrong.others):
            apart = _apart(evidence, write, tried, right)
            exception = _exception(tried, right, apart) if any(apart) else None
            if exception:
                return Misconception(wrong.id, f"{wrong.sentence} {exception}", wrong.hint)
    return None


def _apart(
    evidence: Evidence, write: Callable[..., Any], tried: Sequence[Tried], right: Sequence[bool]
) -> list[bool]:
    """On which inputs a mistake answers unlike the submission; none if on too many."""
    wrong_left = int((1 - SHARE) * (len(right) - sum(right)))
    left = int((1 - SHARE) * len(tried))
    apart: list[bool] = []
    telling = 0
    for (probe, index, case), is_right_there in zip(tried, right, strict=True):
        theirs = None
        same = not evidence.differs(write, probe, index)
        if same:
            theirs = evidence.mistaken(evidence.failed, write, probe, index, case)
            same = alike(probe, case, theirs)
        apart.append(not same)
        wrong_left -= not same and not is_right_there
        left -= not same
        if wrong_left < 0:
            return []
        finite = is_finite(value_of(theirs))
        telling += same and finite and not is_right(probe, replace(case, got=theirs))
    only_where_right = not any(unlike and not yes for unlike, yes in zip(apart, right, strict=True))
    enough = telling >= max(ENOUGH, sum(apart))
    return apart if enough and (only_where_right or left >= 0) else []


def _exception(tried: Sequence[Tried], right: Sequence[bool], apart: Sequence[bool]) -> str | None:
    """What the inputs that are apart have in common, as a sentence; None if nothing is known."""
    words = next(_common(tried, apart), None)
    if words is None:
        return None
    does_it_right = all(yes for unlike, yes in zip(apart, right, strict=True) if unlike)
    return f"Only {words} you do it right." if does_it_right else f"But not {words}."


def _common(tried: Sequence[Tried], apart: Sequence[bool]) -> Iterator[str]:
    inputs = [case.inputs for _, _, case in tried]
    for one in conditions(inputs[0]):
        if [one.met(drawn) for drawn in inputs] == list(apart):
            yield one.words
    for name in (name for name, value in inputs[0].items() if isinstance(value, str)):
        kinds, others = _split([str(drawn.get(name)) for drawn in inputs], apart)
        if len(kinds) <= FEW and not kinds & others:
            yield f"for {' and for '.join(sorted(kinds))}"
    asked, others = _split([probe.checks[0].name for probe, _, _ in tried], apart)
    if len(asked) == 1 and not asked & others:
        yield f"in the check `{next(iter(asked))}`"


def _split(words: Sequence[str], apart: Sequence[bool]) -> tuple[set[str], set[str]]:
    """The words of inputs that are apart, and those of the others."""
    pairs = list(zip(words, apart, strict=True))
    return {word for word, unlike in pairs if unlike}, {
        word for word, unlike in pairs if not unlike
    }
