"""Explains a wrong answer by two known mistakes at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import permutations
from typing import Any

import numpy as np

from grader.judging.diagnosis.answers import Numbers, alike, close, is_right
from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.first_call import FirstCall, value_of, wrong_calls
from grader.probe.probe import KnownMistake
from grader.probe.values import Array, leaves
from grader.verdict import Misconception

CALLS = 3
"""Calls on which pairs are looked for, by their values alone; they are then checked on all."""

ENOUGH = 3
"""Inputs on which each of the two must tell itself: what is right, and what the other does."""

Join = Callable[[Numbers, Numbers, Numbers, float], Numbers]

JOINS: tuple[Join, ...] = (
    lambda right, a, b, scale: a + b - right,  # each changes a term of its own
    lambda right, a, b, scale: scale * b,  # the first scales what the second gives
)
"""What two mistakes together answer, of what is right, what each alone answers, and how many times
the right value the first one's is."""


def two_mistakes(evidence: Evidence) -> Misconception | None:
    """Two known mistakes that together reproduce the submission wherever it was asked."""
    calls = [call for call, _ in zip(wrong_calls(evidence), range(CALLS), strict=False)]
    known = [m for m in evidence.answer_key.known_mistakes if m.of == evidence.failed]
    calls = calls[:1] if calls and calls[0].slow else calls
    if not calls or not known:
        return None
    got = [_numbers(call.case.got) for call in calls]
    right = [_numbers(call.case.expected) for call in calls]
    usable = [
        _Alone.of(mistake, answers, right)
        for mistake in known
        if (answers := _answers(mistake, calls, right)) is not None
    ]
    for one, other in permutations(usable, 2):
        for join in JOINS:
            # Twice or half of something is algebra more often than it is what was done.
            if join is JOINS[1] and one.is_constant:
                continue
            if join is JOINS[0] and any(m.is_constant and m.scales[0] != 1 for m in (one, other)):
                continue
            joined = map(join, right, one.answers, other.answers, one.scales)
            pair = one.mistake, other.mistake
            if all(map(_close, got, joined)) and _reproduce(evidence, *pair, join):
                return _both(*pair)
    return None


@dataclass(frozen=True)
class _Alone:
    """What a known mistake answers alone, and how many times the right numbers that is.

    `is_constant` says that it multiplies everything by one number, other than -1.
    """

    mistake: KnownMistake
    answers: list[Numbers]
    scales: list[float]
    is_constant: bool

    @classmethod
    def of(
        cls, mistake: KnownMistake, answers: list[Numbers], right: Sequence[Numbers]
    ) -> "_Alone":
        scales = [*map(_scale, right, answers)]
        is_constant = np.allclose(scales, scales[0]) and not np.isclose(scales[0], -1)
        return cls(mistake, answers, scales, bool(is_constant))


def _answers(
    mistake: KnownMistake, calls: Sequence[FirstCall], right: Sequence[Numbers]
) -> list[Numbers] | None:
    """What a mistake answers, where that has the form of the right answer and is another."""
    found = [_numbers(call.value(mistake.write)) for call in calls]
    if any(a.shape != b.shape for a, b in zip(found, right, strict=True)):
        return None
    return None if all(map(_close, found, right)) else found


def _reproduce(
    evidence: Evidence, one: KnownMistake, other: KnownMistake, join: Callable[..., Numbers]
) -> bool:
    """Whether both together answer like the submission to everything, and each is needed."""
    needed = {one.id: 0, other.id: 0}
    for probe, index, case in evidence.inputs:
        if probe.of != evidence.failed or probe.random or not probe.referenced:
            continue
        key = evidence.answer_key
        a, b = (key.mistaken(m.of, m.write, probe, index) for m in (one, other))
        scale = _scale(_numbers(value_of(case.expected)), _numbers(value_of(a)))
        joined = _joined(case.expected, a, b, partial(join, scale=scale))
        if not alike(probe, case, joined):
            return False
        for mistake, alone in ((other, a), (one, b)):
            needed[mistake.id] += not alike(probe, case, alone)
        if is_right(probe, replace(case, got=joined)) and not is_right(probe, case):
            return False
    return min(needed.values()) >= ENOUGH


def _joined(right: Any, a: Any, b: Any, join: Callable[..., Numbers]) -> Any:
    """Two answers joined number by number; what has no floating numbers stays the right one's."""
    if isinstance(right, Mapping):
        if not (isinstance(a, Mapping) and isinstance(b, Mapping)):
            return None
        return {
            key: _joined(part, a.get(key), b.get(key), join) if key != "after" else part
            for key, part in right.items()
        }
    if isinstance(right, (tuple, list)):
        return type(right)(_joined(r, x, y, join) for r, x, y in zip(right, a, b, strict=False))
    if isinstance(right, Array) and right.data.dtype.kind == "f":
        sides = [side.data if isinstance(side, Array) else 0 * right.data for side in (a, b)]
        if any(side.shape != right.shape for side in sides):
            return None
        return replace(right, data=join(right.data, *sides))
    if isinstance(right, float) and isinstance(a, float) and isinstance(b, float):
        return float(join(np.array(right), np.array(a), np.array(b)))
    return right


def _scale(right: Numbers, answer: Numbers) -> float:
    """How many times the right numbers an answer's are; 1 where that is open."""
    if answer.shape != right.shape or not right.any():
        return 1.0
    return float(np.median(answer[right != 0] / right[right != 0]))


def _both(one: KnownMistake, other: KnownMistake) -> Misconception:
    sentence = f"Two mistakes at once. First: {one.sentence} Second: {other.sentence}"
    return Misconception(f"{one.id}+{other.id}", sentence, one.hint or other.hint)


def _numbers(value: Any) -> Numbers:
    found = [leaf.data if isinstance(leaf, Array) else leaf for leaf in leaves(value)]
    parts = [np.ravel(x) for x in found if isinstance(x, (int, float, np.ndarray))]
    return np.concatenate(parts or [np.empty(0)]).astype(np.float64)


def _close(a: Numbers, b: Numbers) -> bool:
    return a.shape == b.shape and close(a, b, 1e-6, 1e-8)
