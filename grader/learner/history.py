"""What is known about each exercise, and what was done last, read from the rows."""

import sqlite3
from datetime import datetime
from typing import NamedTuple

from grader.learner import clock
from grader.learner.sittings import COUNTS, is_over

_MODES = ", ".join(f"'{mode}'" for mode in COUNTS)
_HISTORY = f"""
    SELECT exercise, sum(attempts), max(hints), max(passed), max(started), max(blanks),
        sum(reveals), max(digests), max(latest) FROM (
        SELECT exercise, count(*) AS attempts, 0 AS hints,
            max(CASE verdict WHEN 'pass' THEN at END) AS passed,
            NULL AS started, NULL AS blanks, 0 AS reveals,
            group_concat(CASE verdict WHEN 'pass' THEN digest END, ' ') AS digests,
            max(at) AS latest FROM attempts WHERE mode IN ({_MODES}) GROUP BY exercise
        UNION ALL SELECT exercise, 0, max(number), NULL, NULL, NULL, 0, NULL, max(at)
            FROM hints GROUP BY exercise
        UNION ALL SELECT exercise, 0, 0, NULL, max(at), blanks, 0, NULL, max(at)
            FROM starts GROUP BY exercise
        UNION ALL SELECT exercise, 0, 0, NULL, NULL, NULL, count(*), NULL, max(at)
            FROM reveals GROUP BY exercise
        UNION ALL SELECT exercise, 0, 0, NULL, NULL, NULL, 0, NULL, max(at)
            FROM sittings WHERE mode != 'assistant' GROUP BY exercise
    ) GROUP BY exercise
"""
_LAST_SITTINGS = """
    SELECT exercise, at, scaffold,
        (SELECT count(*) FROM hints WHERE hints.sitting = sittings.id)
    FROM sittings WHERE mode = 'practice' AND rowid IN (
        SELECT rowid FROM (SELECT rowid, max(at) FROM sittings
            WHERE mode = 'practice' GROUP BY exercise))
"""
_OTHER_HINTS = "SELECT exercise, count(*) FROM hints WHERE sitting = '' GROUP BY exercise"
_LAST_DAY = f"""
    SELECT date(at, 'localtime', '-{clock.DAY_ENDS} hours') AS day,
        sum(graded), count(DISTINCT passed), sum(1 - graded) FROM (
        SELECT at, 1 AS graded, CASE WHEN verdict = 'pass' AND mode IN ({_MODES})
            THEN exercise END AS passed FROM attempts WHERE mode != 'assistant'
        UNION ALL SELECT at, 0, NULL FROM answers WHERE mode != 'assistant'
    ) GROUP BY day ORDER BY day DESC LIMIT 1
"""


class History(NamedTuple):
    """What is known about one exercise.

    Attributes:
        attempts: how often it was graded, but for files with bugs to find.
        hints: how many of its hints were ever taken.
        hints_now: how many hints were taken in the sitting that `practice hint` continues.
        passed: whether it has ever passed; this is never undone.
        again: whether it passed, and was started again since.
        passes: the digests of the files that have ever passed.
        blanks: how many blanks it had when it was last started, if it was.
        reveals: how often its solution was shown.
        scaffold: the scaffold of its last practice sitting, if there was one.
        last: when it was last worked on, if it was.
    """

    attempts: int = 0
    hints: int = 0
    hints_now: int = 0
    passed: bool = False
    again: bool = False
    passes: frozenset[str] = frozenset()
    blanks: int | None = None
    reveals: int = 0
    scaffold: str | None = None
    last: datetime | None = None

    @property
    def revealed(self) -> bool:
        """Whether its solution was ever shown."""
        return self.reveals > 0


class Day(NamedTuple):
    """What the learner did on a day.

    Attributes:
        date: the day, such as 2026-11-29; it ends at four in the morning, local time.
        grades: how many grades there were.
        passes: how many exercises passed.
        answers: how many quiz questions were answered.
    """

    date: str
    grades: int
    passes: int
    answers: int


def histories(database: sqlite3.Connection) -> dict[str, History]:
    """What is known about each exercise, by address; untouched exercises are not in it."""
    known = {}
    other_hints = dict(database.execute(_OTHER_HINTS).fetchall())
    for row in database.execute(_HISTORY):
        exercise, attempts, hints, passed, started, blanks, reveals, digests, latest = row
        again = bool(passed and passed <= (started or ""))
        known[exercise] = History(
            attempts,
            hints,
            other_hints.get(exercise, 0) if passed and not again else 0,
            bool(passed),
            again,
            frozenset((digests or "").split()),
            blanks,
            reveals,
            None,
            clock.moment(latest) if latest else None,
        )
    for exercise, began, scaffold, hints in database.execute(_LAST_SITTINGS):
        one = known[exercise]._replace(scaffold=scaffold)
        if not is_over(clock.moment(began), clock.now()):
            one = one._replace(hints_now=hints)
        known[exercise] = one
    return known


def last_day(database: sqlite3.Connection) -> Day | None:
    """The last day on which something was graded or answered."""
    found = database.execute(_LAST_DAY).fetchone()
    return Day(*found) if found else None
