"""Where an interview stands: a pure function of its rows and the time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from grader import catalogue
from grader.interview.plan import (
    BUGS,
    CODE,
    EXPLAIN,
    QUICK,
    Part,
    Plan,
    PlanError,
    exercise_of,
    from_json,
)
from grader.learner.interviews import ENTER, GRADE, Event, Stored
from grader.learner.progress import Answer, Sitting
from grader.learner.stopwatch import Reading

SEEN, SAID, MARK = "seen", "said", "mark"
"""Further kinds of events: a look at the interview, the end of an explanation, its marks."""


class Share(NamedTuple):
    """How many of some laws hold.

    Attributes:
        held: those that hold.
        of: all of them.
    """

    held: int
    of: int


class Grade(NamedTuple):
    """One grade of a part, as it was stored.

    Attributes:
        status: the verdict.
        digest: the hash of the graded text.
        law: the first law that failed, or empty.
        sentence: what that law says.
        mistake: the mistake that explained the failure, in words, or empty.
        basics: how many laws on values, gradients and the like hold, or how many bugs are mended.
        edges: how many laws on edge cases and numerics hold.
    """

    status: str
    digest: str
    law: str
    sentence: str
    mistake: str
    basics: Share
    edges: Share

    @property
    def passed(self) -> bool:
        """Whether nothing was left to do."""
        return self.status == "pass" and self.basics.held == self.basics.of


class Marks(NamedTuple):
    """How a candidate marked their explanation.

    Attributes:
        said: the points of the rubric that they made, from 1.
        flags: the red flags that they raised, from 1.
        points: how many points the rubric had.
    """

    said: tuple[int, ...]
    flags: tuple[int, ...]
    points: int


class PartState(NamedTuple):
    """What happened in one part.

    Attributes:
        number: its number, from 1.
        part: what was planned.
        entered: whether the candidate came to it.
        seconds: the time spent on it, until it was done.
        sitting: the sitting of its exercise; empty if it has none.
        bugs: the names of the bugs that were placed in its code.
        answers: the answers of a quick round, by question; None is a question that was passed over.
        grades: its grades that count, oldest first: with no blank left, and of a changed text.
        hints: how many hints were given.
        said: whether the explanation was given.
        marks: how it was marked, or None.
        text: the explanation, if it was written.
    """

    number: int
    part: Part
    entered: bool = False
    seconds: float = 0.0
    sitting: str = ""
    bugs: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = MappingProxyType({})
    grades: tuple[Grade, ...] = ()
    hints: int = 0
    said: bool = False
    marks: Marks | None = None
    text: str = ""

    @property
    def gone(self) -> bool:
        """Whether this version of the kit cannot ask it: its exercise or its bugs are missing."""
        if self.part.kind == QUICK:
            return not self.questions
        broken = self.part.kind == BUGS and bool(self.sitting) and not self.bugs
        return broken or exercise_of(self.part) is None

    @property
    def passed(self) -> bool:
        """Whether its code passed."""
        return any(grade.passed for grade in self.grades)

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions of a quick round, without those that this version does not have."""
        known = catalogue.questions()
        return tuple(name for name in self.part.questions if name in known)

    @property
    def open_questions(self) -> tuple[str, ...]:
        """The questions that were not asked yet."""
        return tuple(name for name in self.questions if name not in self.answers)

    @property
    def is_to_be_said(self) -> bool:
        """Whether it has an explanation that was not given yet."""
        return self.part.kind == EXPLAIN and not self.gone and not self.said

    @property
    def can_be_marked(self) -> bool:
        """Whether it has an explanation that is not marked yet."""
        explains = self.part.kind == EXPLAIN and not self.gone
        return explains and self.entered and self.marks is None

    @property
    def done(self) -> bool:
        """Whether nothing is left to do in it."""
        if self.part.kind == QUICK:
            return not self.open_questions
        return self.passed if self.part.kind in (CODE, BUGS) else self.marks is not None


class Interview(NamedTuple):
    """An interview at some moment.

    Attributes:
        id: its name.
        began: when it began.
        kit: the version that began it.
        plan: what was planned.
        parts: what happened in each part.
        at: the number of the part that the candidate is at, from 1.
        elapsed: the seconds that it has lasted.
        limit: the seconds that it may last.
        ended: how it ended: `candidate`, `time`, or None while it is open.
        stored: whether its end, if it has ended, is stored.
    """

    id: str
    began: datetime
    kit: str
    plan: Plan
    parts: tuple[PartState, ...]
    at: int
    elapsed: float
    limit: float
    ended: str | None
    stored: bool = True

    @property
    def left(self) -> float:
        """The seconds that are left."""
        return max(0.0, self.limit - self.elapsed)

    @property
    def current(self) -> PartState:
        """The part that the candidate is at."""
        return self.parts[self.at - 1]

    def coded(self, address: str) -> PartState | None:
        """The part in which an exercise is coded or mended, or None."""
        kinds = (CODE, BUGS)
        return next(
            (p for p in self.parts if p.part.exercise == address and p.part.kind in kinds), None
        )


def standing(
    stored: Stored, sittings: Sequence[Sitting], answers: Sequence[Answer], now: Reading
) -> Interview:
    """Work out where an interview stands.

    Args:
        stored: its rows.
        sittings: the sittings of the history.
        answers: the answers to quiz questions of the history.
        now: the time.

    Raises:
        PlanError: its plan was written by a version that this one cannot read.
    """
    plan = from_json(stored.plan)
    if not plan.parts:
        raise PlanError("it has no parts")
    elapsed = stored.elapsed(now)
    by_id = {sitting.id: sitting for sitting in sittings}
    own = [answer for answer in answers if answer.sitting == stored.id]
    parts = tuple(
        _part(number, part, stored, elapsed, by_id, own)
        for number, part in enumerate(plan.parts, start=1)
    )
    at = next((e.part for e in reversed(stored.events) if e.kind == ENTER), 1)
    end = stored.finish
    ended = end.data.get("how", "candidate") if end else "time" if elapsed >= stored.limit else None
    return Interview(
        stored.id,
        stored.began,
        stored.kit,
        plan,
        parts,
        min(at, len(parts)),
        elapsed,
        stored.limit,
        ended,
        bool(end) or not ended,
    )


def _part(
    number: int,
    part: Part,
    stored: Stored,
    elapsed: float,
    sittings: Mapping[str, Sitting],
    answers: Sequence[Answer],
) -> PartState:
    own = [event for event in stored.events if event.part == number]
    enters = [event for event in own if event.kind == ENTER]
    sitting = next((str(e.data["sitting"]) for e in enters if e.data.get("sitting")), "")
    found = sittings.get(sitting)
    marks = [event.data for event in own if event.kind == MARK]
    asked = {a.question: a for a in reversed(answers) if a.question in part.questions}
    return PartState(
        number,
        part,
        bool(enters),
        _seconds(number, stored, elapsed),
        sitting,
        found.bugs if found else (),
        asked if part.kind == QUICK else {},
        _counting([_grade(event.data) for event in own if event.kind == GRADE]),
        found.hints if found else 0,
        part.kind == EXPLAIN and any(event.kind in (SAID, MARK) for event in own),
        _marks(marks[-1]) if marks else None,
        next((str(e.data.get("text", "")) for e in reversed(own) if e.kind == SAID), ""),
    )


def _seconds(number: int, stored: Stored, elapsed: float) -> float:
    """The time at a part, until its code passed or its explanation was given."""
    total, at, done = 0.0, 0, False
    ends = [*(event.elapsed for event in stored.events[1:]), elapsed]
    for event, end in zip(stored.events, ends, strict=True):
        at = event.part if event.kind == ENTER else at
        done |= event.part == number and _is_done(event)
        if at == number and not done:
            total += end - event.elapsed
    return total


def _is_done(event: Event) -> bool:
    return event.kind == SAID or (event.kind == GRADE and _grade(event.data).passed)


def _grade(data: Mapping[str, Any]) -> Grade:
    def share(name: str) -> Share:
        held, of = data.get(name, (0, 0))
        return Share(held, of)

    def word(name: str) -> str:
        return str(data.get(name, ""))

    return Grade(
        word("status"),
        word("digest"),
        word("law"),
        word("sentence"),
        word("mistake"),
        share("basics"),
        share("edges"),
    )


def _counting(grades: Sequence[Grade]) -> tuple[Grade, ...]:
    """The grades that count: with no blank left, of a changed text, and up to the pass."""
    found: list[Grade] = []
    for grade in grades:
        if grade.status == "blank" or any(one.passed for one in found):
            continue
        if not grade.digest or grade.digest not in {one.digest for one in found}:
            found.append(grade)
    return tuple(found)


def _marks(data: Mapping[str, Any]) -> Marks:
    return Marks(tuple(data.get("said", ())), tuple(data.get("flags", ())), data.get("points", 0))
