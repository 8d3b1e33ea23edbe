"""The sittings, attempts and quiz answers of a history, as records to count from.

Whatever is counted from them is counted here once: which grades count, the time that was spent.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple, TypeVar

from grader.learner import clock
from grader.learner.sittings import LASTS, End, Mode, is_over

LONGEST_GAP = timedelta(minutes=5)
"""A longer pause between two signs of work is not time spent."""

_ATTEMPTS = """
    SELECT at, exercise, verdict, check_failed, misconception, digest, mode, scaffold, sitting,
        file, device, seed, seconds FROM attempts {among} ORDER BY at, id
"""
_SITTINGS = """
    SELECT id, exercise, mode, scaffold, seed, bugs, sittings.at, ends.at, how
    FROM sittings LEFT JOIN ends ON ends.sitting = id {among} ORDER BY sittings.at, sittings.rowid
"""
_SIGNS = """
    SELECT sitting, at FROM (
        SELECT sitting, at FROM activity UNION SELECT sitting, at FROM hints
        UNION SELECT sitting, at FROM reveals
    ) {among}
"""
_HINTS = "SELECT sitting, count(*) FROM hints {among} GROUP BY sitting"
_ANSWERS = """
    SELECT at, question, answer, correct, mode, sitting FROM answers {among} ORDER BY at, id
"""


class Attempt(NamedTuple):
    """One grade.

    Attributes:
        at: when.
        exercise: its address.
        verdict: pass, fail, blank, error, timeout or library.
        check: the first check that failed, if one did.
        misconception: the mistake that explained the failure, if one did.
        digest: the hash of the graded text, or empty if it is not known.
        mode: how the exercise was practiced.
        scaffold: what the learner started from, or empty if that is not known.
        sitting: the sitting that it belongs to, or empty.
        file: the graded file.
        device: where it ran.
        seed: the seed of the drawn inputs.
        seconds: how long the grade took.
    """

    at: datetime
    exercise: str
    verdict: str
    check: str | None
    misconception: str | None
    digest: str
    mode: Mode
    scaffold: str
    sitting: str
    file: str
    device: str
    seed: int
    seconds: float


class Sitting(NamedTuple):
    """One go at an exercise.

    Attributes:
        id: its name in the history.
        exercise: the exercise's address.
        mode: how it was practiced.
        scaffold: what it started from.
        seed: what its inputs, or its bugs, were drawn with.
        bugs: the names of the bugs in the file that was given.
        began: when.
        ended: when it ended, or None while it is open.
        how: how it ended, or None while it is open.
        attempts: all its grades, oldest first, also those after its end.
        hints: how many hints were taken in it.
        signs: when there was a sign of work, sorted: its beginning, grades, hints and others.
    """

    id: str
    exercise: str
    mode: Mode
    scaffold: str
    seed: int
    bugs: tuple[str, ...]
    began: datetime
    ended: datetime | None
    how: str | None
    attempts: tuple[Attempt, ...]
    hints: int
    signs: tuple[datetime, ...]

    @property
    def tries(self) -> tuple[Attempt, ...]:
        """The grades that count: up to the pass or the end, without blanks, of a changed text."""
        found: dict[tuple[str, str], Attempt] = {}
        for attempt in self.attempts:
            counts = attempt.verdict == "pass" or (attempt.digest and attempt.verdict != "blank")
            if counts and (self.ended is None or attempt.at <= self.ended):
                found.setdefault((attempt.digest, attempt.verdict), attempt)
                if attempt.verdict == "pass":
                    break
        return tuple(found.values())

    @property
    def passed(self) -> bool:
        """Whether it ended with a pass."""
        return self.how == End.PASS

    @property
    def passed_at_first(self) -> bool:
        """Whether the first grade that counts was the pass."""
        return self.passed and len(self.tries) <= 1

    @property
    def revealed(self) -> bool:
        """Whether it ended because the solution was shown."""
        return self.how == End.REVEAL

    @property
    def active(self) -> timedelta:
        """The time that was spent, without pauses longer than `LONGEST_GAP`."""
        signs = [one for one in self.signs if self.ended is None or one <= self.ended]
        gaps = [later - sooner for sooner, later in pairwise(signs)]
        return sum((gap for gap in gaps if gap <= LONGEST_GAP), timedelta())


class Answer(NamedTuple):
    """An answer to a quiz question.

    Attributes:
        at: when.
        question: its id.
        answer: the answer as JSON, or None if the question was skipped.
        correct: whether it was right.
        mode: how it was asked.
        sitting: what it was a part of, or empty.
    """

    at: datetime
    question: str
    answer: str | None
    correct: bool
    mode: Mode
    sitting: str


class Decision(NamedTuple):
    """What a learner decided about a card of their reviews.

    Attributes:
        id: its name in the history.
        at: when.
        card: the card, or empty if it is about all of them.
        act: what was decided; `grader.review.acts` has the words.
        value: more about it.
    """

    id: str
    at: datetime
    card: str
    act: str
    value: str


class Log(NamedTuple):
    """Everything that can be counted, of one moment, each oldest first."""

    sittings: tuple[Sitting, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    answers: tuple[Answer, ...] = ()
    decisions: tuple[Decision, ...] = ()


def everything(database: sqlite3.Connection) -> Log:
    """The whole log, without what an assistant sent, which counts nowhere."""
    graded = attempts(database)
    return Log(
        _own(_sittings(database, graded)),
        _own(graded),
        _own(answers(database)),
        decisions(database),
    )


Event = TypeVar("Event", Sitting, Attempt, Answer)


def _own(events: Sequence[Event]) -> tuple[Event, ...]:
    """What the learner did themselves."""
    return tuple(one for one in events if one.mode is not Mode.ASSISTANT)


def decisions(database: sqlite3.Connection) -> tuple[Decision, ...]:
    """Every decision about reviews, oldest first."""
    query = "SELECT id, at, card, act, value FROM reviews ORDER BY at, rowid"
    return tuple(
        Decision(name, clock.moment(at), card, act, value)
        for name, at, card, act, value in database.execute(query)
    )


def attempts(
    database: sqlite3.Connection, among: Collection[str] | None = None
) -> tuple[Attempt, ...]:
    """Every grade, oldest first, or those of some sittings."""
    return tuple(
        Attempt(clock.moment(at), exercise, verdict, check, mistake, digest, Mode(mode), *rest)
        for at, exercise, verdict, check, mistake, digest, mode, *rest in _rows(
            database, _ATTEMPTS, among
        )
    )


def sittings(
    database: sqlite3.Connection, among: Collection[str] | None = None
) -> tuple[Sitting, ...]:
    """Every sitting, oldest first, or some by their names."""
    return _sittings(database, attempts(database, among), among)


def _sittings(
    database: sqlite3.Connection,
    their_attempts: Sequence[Attempt],
    among: Collection[str] | None = None,
) -> tuple[Sitting, ...]:
    graded: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in their_attempts:
        graded[attempt.sitting].append(attempt)
    signs: dict[str, list[datetime]] = defaultdict(list)
    for sitting, at in _rows(database, _SIGNS, among):
        signs[sitting].append(clock.moment(at))
    hints = dict(_rows(database, _HINTS, among))
    found = []
    rows = _rows(database, _SITTINGS, among, "id")
    for name, exercise, mode, scaffold, seed, bugs, at, ended, how in rows:
        began = clock.moment(at)
        found.append(
            Sitting(
                name,
                exercise,
                Mode(mode),
                scaffold,
                seed,
                tuple(bugs.split()),
                began,
                *_end(began, ended, how),
                tuple(graded[name]),
                hints.get(name, 0),
                _sorted(began, graded[name], signs[name]),
            )
        )
    return tuple(found)


def answers(
    database: sqlite3.Connection, among: Collection[str] | None = None
) -> tuple[Answer, ...]:
    """Every answer to a quiz question, oldest first, or those of some sittings."""
    return tuple(
        Answer(clock.moment(at), question, answer, bool(correct), Mode(mode), sitting)
        for at, question, answer, correct, mode, sitting in _rows(database, _ANSWERS, among)
    )


def _rows(
    database: sqlite3.Connection,
    query: str,
    among: Collection[str] | None,
    column: str = "sitting",
) -> sqlite3.Cursor:
    """All rows of a query, or those of some sittings: the others are not even read."""
    if among is None:
        return database.execute(query.format(among=""))
    import json

    only = f"WHERE {column} IN (SELECT value FROM json_each(?))"
    return database.execute(query.format(among=only), [json.dumps(sorted(among))])


def _end(began: datetime, ended: str | None, how: str | None) -> tuple[datetime | None, str | None]:
    if ended:
        return clock.moment(ended), how
    return (began + LASTS, End.EXPIRED) if is_over(began, clock.now()) else (None, None)


def _sorted(
    began: datetime, graded: Sequence[Attempt], others: Sequence[datetime]
) -> tuple[datetime, ...]:
    return tuple(sorted([began, *(attempt.at for attempt in graded), *others]))
