"""The interviews of a history: their plans, and what happened in them, as rows that are only added.

What was graded, hinted and answered in an interview is stored as in any sitting; the events here
say when the candidate came to which part, and how the clock stood.
"""

import os
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from grader.learner import clock, recording, sittings, stopwatch
from grader.learner.database import Database
from grader.learner.sittings import End, Mode
from grader.learner.stopwatch import Reading, between

if TYPE_CHECKING:
    from grader.verdict import Verdict

BEGIN, ENTER, GRADE, FINISH = "begin", "enter", "grade", "finish"
"""The kinds of events that matter here; others are stored as well."""

_EVENTS = """
    SELECT interview, number, at, elapsed, wall, boot, system, part, kind, data
    FROM interview_events ORDER BY interview, number
"""
_EVENT = "INSERT INTO interview_events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Event(NamedTuple):
    """Something that happened in an interview.

    Attributes:
        at: when, by the clock on the wall.
        elapsed: the seconds of the interview until then.
        reading: how the clocks stood.
        part: the number of the part that it belongs to, from 1.
        kind: what it was.
        data: what else is known about it.
    """

    at: datetime
    elapsed: float
    reading: Reading
    part: int
    kind: str
    data: Mapping[str, Any]


class Stored(NamedTuple):
    """An interview as it is stored.

    Attributes:
        id: its name in the history, which starts with the day.
        began: when.
        kit: the version that began it.
        limit: the seconds that it may last.
        plan: its plan, as JSON.
        events: what happened, in order; the first is its beginning.
    """

    id: str
    began: datetime
    kit: str
    limit: float
    plan: str
    events: tuple[Event, ...]

    @property
    def finish(self) -> Event | None:
        """The event that ended it, or None while it is open."""
        return next((event for event in self.events if event.kind == FINISH), None)

    def elapsed(self, now: Reading) -> float:
        """The seconds that it has lasted, at most its limit."""
        if end := self.finish:
            return end.elapsed
        last = self.events[-1]
        return min(self.limit, last.elapsed + between(last.reading, now))


class AnotherIsOpen(Exception):
    """An interview cannot begin, because one is open."""


class Interviews:
    """The interviews of one workspace. Every call raises `Unstored` if it cannot read or store."""

    def __init__(self, path: Path) -> None:
        """Set where the database is; it is created at the first write."""
        self._database = Database(path)

    @property
    def notice(self) -> str:
        """A sentence for the learner about a repair that was made, or empty."""
        return self._database.notice

    def all(self) -> tuple[Stored, ...]:
        """Every interview, oldest first."""
        return self._database.read(interviews, ())

    def last_is_open(self) -> bool:
        """Whether the interview that began last has no end yet; its time may be up."""
        stored = self.all()
        return bool(stored) and stored[-1].finish is None

    def begin(self, kit: str, limit: float, plan: str) -> str:
        """Store a new interview, and return its id.

        Raises:
            AnotherIsOpen: one is open and has time left; nothing is stored.
        """

        def work(database: sqlite3.Connection) -> str:
            now, at = stopwatch.read(), clock.now()
            for one in interviews(database):
                if not one.finish and one.elapsed(now) < one.limit:
                    raise AnotherIsOpen
            new = f"{at.astimezone():%Y-%m-%d-%H%M}-{os.urandom(2).hex()}"
            row = [new, clock.stamp(at), kit, limit, plan]
            database.execute("INSERT INTO interviews VALUES (?, ?, ?, ?, ?)", row)
            _store(database, new, 1, Event(at, 0.0, now, 0, BEGIN, {}))
            return new

        return self._database.write(work)

    def enter(
        self,
        interview: str,
        part: int,
        exercise: str,
        mode: Mode,
        scaffold: str,
        seed: int,
        bugs: Sequence[str] = (),
    ) -> Event:
        """Store that a candidate came to a part, and that the sitting of its exercise began.

        Returns:
            As `add` does.
        """  # fmt: skip

        def work(database: sqlite3.Connection) -> Event:
            at = clock.now()
            begun = sittings.begin(database, exercise, mode, scaffold, at, seed=seed, bugs=bugs)
            event = _add(database, interview, part, ENTER, {"sitting": begun})
            if event.kind != ENTER:
                sittings.end(database, begun, End.CLOSED, at)
            return event

        return self._database.write(work)

    def grade(
        self,
        interview: str,
        part: int,
        sitting: str,
        verdict: "Verdict",
        content: bytes,
        data: Mapping[str, object],
    ) -> Event:
        """Store a grade in the history, and as an event with what else is known about it.

        It was asked for in time, so the attempt is stored even if the interview ended meanwhile.

        Returns:
            As `add` does.
        """

        def work(database: sqlite3.Connection) -> Event:
            recording.grade(database, verdict, content, sitting)
            return _add(database, interview, part, GRADE, data)

        return self._database.write(work)

    def add(
        self,
        interview: str,
        part: int,
        kind: str,
        data: Mapping[str, object] | None = None,
        *,
        late: bool = False,
    ) -> Event:
        """Store an event, or the end of the interview if its time is up.

        Args:
            interview: its id.
            part: the part that it belongs to.
            kind: what it is.
            data: what else is known about it.
            late: whether it may also come after the end.

        Returns:
            What was stored. If the interview has ended already, nothing is, and it is its end.
        """
        return self._database.write(
            lambda database: _add(database, interview, part, kind, data or {}, late=late)
        )


def _add(
    database: sqlite3.Connection,
    interview: str,
    part: int,
    kind: str,
    data: Mapping[str, object],
    *,
    late: bool = False,
) -> Event:
    now, at = stopwatch.read(), clock.now()
    one = next(one for one in interviews(database) if one.id == interview)
    elapsed = one.elapsed(now)
    if not late and (end := one.finish):
        return end
    if not late and elapsed >= one.limit:
        kind, data = FINISH, {"how": "time"}
    event = Event(at, elapsed, now, part, kind, data)
    _store(database, interview, len(one.events) + 1, event)
    if kind == FINISH:
        for earlier in one.events:
            if sitting := earlier.data.get("sitting"):
                sittings.end(database, str(sitting), End.CLOSED, at)
    return event


def _store(database: sqlite3.Connection, interview: str, number: int, event: Event) -> None:
    import json

    clocks = [event.elapsed, event.reading.wall, event.reading.boot, event.reading.system]
    what = [event.part, event.kind, json.dumps(event.data)]
    row = [interview, number, clock.stamp(event.at), *clocks, *what]
    database.execute(_EVENT, row)


def interviews(database: sqlite3.Connection) -> tuple[Stored, ...]:
    """Every interview of a database, oldest first; one whose beginning is missing is left out."""
    import json  # most commands only ask whether one is open

    events: dict[str, list[Event]] = {}
    for name, _, at, elapsed, wall, boot, system, part, kind, data in database.execute(_EVENTS):
        event = Event(
            clock.moment(at), elapsed, Reading(wall, boot, system), part, kind, json.loads(data)
        )
        events.setdefault(name, []).append(event)
    query = "SELECT id, at, kit, seconds, plan FROM interviews ORDER BY at, id"
    return tuple(
        Stored(name, clock.moment(at), kit, limit, plan, tuple(events[name]))
        for name, at, kit, limit, plan in database.execute(query)
        if name in events
    )
