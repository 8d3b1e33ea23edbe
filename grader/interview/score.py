"""The score of an interview, in four parts: a pure function of what was recorded.

docs/interview.md has the formula; a test computes it by hand from the rows.
"""

from collections.abc import Iterable
from typing import NamedTuple

from grader.interview.plan import BUGS, CODE, EXPLAIN, QUICK, exercise_of
from grader.interview.state import Interview, PartState

WEIGHTS = {"understanding": 20, "code": 40, "edges": 20, "explanation": 20}
"""How much each part counts in the total."""

GRADE_COSTS, HINT_COSTS, OVERTIME_COSTS = 0.1, 0.1, 0.2
"""What a further grade, a hint, and twice the par take off the points for code."""

MOST_GRADES = 3
FLAG_COSTS = 25


class Score(NamedTuple):
    """Points from 0 to 100; None where there was nothing to score.

    Attributes:
        understanding: the quick round.
        code: what was written or mended.
        edges: edge cases and numerics.
        explanation: the explanation, as the candidate marked it.
    """

    understanding: float | None
    code: float | None
    edges: float | None
    explanation: float | None

    @property
    def total(self) -> float | None:
        """The weighted mean of what was scored."""
        points = self._asdict()
        scored = {name: points[name] for name in WEIGHTS if points[name] is not None}
        if not scored:
            return None
        weight = sum(WEIGHTS[name] for name in scored)
        return float(sum(WEIGHTS[name] * one for name, one in scored.items()) / weight)


class Item(NamedTuple):
    """What one part of an interview gives to one part of the score.

    Attributes:
        points: the points, or None if it is not scored.
        how: how they were computed, as a sentence.
    """

    points: float | None
    how: str


def score(interview: Interview) -> Score:
    """Score an interview.

    A part that was planned but not reached has no points. A part whose exercise has left the
    catalogue, and an explanation that was not marked, are not scored.
    """
    return Score(**{name: _mean(one.points for one in items)
                    for name, items in items_of(interview).items()})  # fmt: skip


def items_of(interview: Interview) -> dict[str, tuple[Item, ...]]:
    """What each part of the score is the mean of."""
    parts = [one for one in interview.parts if not one.gone]
    written = [one for one in parts if one.part.kind in (CODE, BUGS)]
    return {
        "understanding": tuple(_understanding(one) for one in parts if one.part.kind == QUICK),
        "code": tuple(map(_code, written)),
        "edges": tuple(_edges(one) for one in written if one.part.kind == CODE),
        "explanation": tuple(_explanation(one) for one in parts if one.part.kind == EXPLAIN),
    }


def workings(interview: Interview) -> dict[str, tuple[str, ...]]:
    """How each part of the score was computed, in sentences; none where nothing was planned."""
    return {name: tuple(one.how for one in items) for name, items in items_of(interview).items()}


def par_of(part: PartState) -> int:
    """The minutes that a part may take a prepared candidate."""
    exercise = exercise_of(part.part) if part.part.kind == CODE else None
    return exercise.par if exercise else part.part.minutes


def _mean(points: Iterable[float | None]) -> float | None:
    found = [one for one in points if one is not None]
    return sum(found) / len(found) if found else None


def _understanding(part: PartState) -> Item:
    right = sum(part.answers[name].correct for name in part.questions if name in part.answers)
    total = len(part.questions)
    return Item(100 * right / total, f"{right} of {_count(total, 'question')} right.")


def _code(part: PartState) -> Item:
    """The share that is right, less what further grades, hints and overtime cost."""
    address = part.part.exercise
    if not part.grades:
        return Item(0.0, f"{address}: {'never graded' if part.entered else 'not reached'}, so 0.")
    last = part.grades[-1]
    right = last.basics.held / last.basics.of if last.basics.of else 0.0
    failed = sum(not grade.passed for grade in part.grades)
    overtime = min(1.0, max(0.0, part.seconds / (60 * par_of(part)) - 1))
    costs = {
        f"{_count(failed, 'grade')} that did not pass": GRADE_COSTS * min(failed, MOST_GRADES),
        _count(part.hints, "hint"): HINT_COSTS * part.hints,
        f"the time over the par of {par_of(part)} min": OVERTIME_COSTS * overtime,
    }
    points = 100 * right * (1 - sum(costs.values()))
    what = "bugs mended" if part.part.kind == BUGS else "basic laws hold"
    taken = ", ".join(f"{100 * cost:.0f} % for {why}" for why, cost in costs.items() if cost)
    less = f", less {taken}" if taken else ""
    how = f"{address}: {last.basics.held} of {last.basics.of} {what}{less}: {points:.0f}."
    return Item(points, how)


def _edges(part: PartState) -> Item:
    """Half for what held at the first grade, half for what held at the last."""
    address = part.part.exercise
    if not part.grades:
        return Item(0.0, f"{address}: {'never graded' if part.entered else 'not reached'}, so 0.")
    first, last = part.grades[0].edges, part.grades[-1].edges
    if not first.of or not last.of:
        return Item(None, f"{address}: no further laws to hold.")
    points = 50 * first.held / first.of + 50 * last.held / last.of
    how = (
        f"{address}: {first.held} of {first.of} further laws held at the first grade, "
        f"{last.held} of {last.of} at the last, half each: {points:.0f}."
    )
    return Item(points, how)


def _explanation(part: PartState) -> Item:
    address = part.part.exercise
    if not part.entered:
        return Item(0.0, f"{address}: not reached, so 0.")
    if part.marks is None or not part.marks.points:
        return Item(None, f"{address}: not marked.")
    made, flags = len(part.marks.said), len(part.marks.flags)
    points = max(0.0, 100 * made / part.marks.points - FLAG_COSTS * flags)
    less = f", less {FLAG_COSTS * flags} for {_count(flags, 'red flag')}" if flags else ""
    how = f"{address}: {made} of {_count(part.marks.points, 'point')} made{less}: {points:.0f}."
    return Item(points, how)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
