"""What the learner has done so far: attempts, hints, reveals, starts and quiz answers.

Every call raises `Unstored`, with a sentence for the learner, if progress cannot be read or stored.
Callers carry on without it: a verdict must not be lost for it.
"""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from grader.learner.database import Database, Unstored

if TYPE_CHECKING:
    from grader.verdict import Verdict

__all__ = ["Day", "History", "Progress", "Unstored"]

SCHEMA = 1
_TABLES = (
    """CREATE TABLE attempts (id INTEGER PRIMARY KEY, at TEXT NOT NULL, exercise TEXT NOT NULL,
        verdict TEXT NOT NULL, check_failed TEXT, misconception TEXT,
        file TEXT NOT NULL, digest TEXT NOT NULL,
        device TEXT NOT NULL, seed INTEGER NOT NULL, seconds REAL NOT NULL)""",
    """CREATE TABLE hints (exercise TEXT NOT NULL, number INTEGER NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (exercise, number))""",
    """CREATE TABLE reveals (id INTEGER PRIMARY KEY, at TEXT NOT NULL, exercise TEXT NOT NULL)""",
    """CREATE TABLE starts (id INTEGER PRIMARY KEY, at TEXT NOT NULL, exercise TEXT NOT NULL,
        scaffold TEXT NOT NULL, blanks INTEGER NOT NULL)""",
    """CREATE TABLE answers (id INTEGER PRIMARY KEY, at TEXT NOT NULL, question TEXT NOT NULL,
        answer TEXT, correct INTEGER NOT NULL)""",
)
_HISTORY = """
    SELECT exercise, sum(attempts), max(hints), max(passed), max(started), max(blanks),
        max(revealed), max(digests) FROM (
        SELECT exercise, count(*) AS attempts, 0 AS hints,
            max(CASE verdict WHEN 'pass' THEN at END) AS passed,
            NULL AS started, NULL AS blanks, 0 AS revealed,
            group_concat(CASE verdict WHEN 'pass' THEN digest END, ' ') AS digests
            FROM attempts GROUP BY exercise
        UNION ALL SELECT exercise, 0, max(number), NULL, NULL, NULL, 0, NULL
            FROM hints GROUP BY exercise
        UNION ALL SELECT exercise, 0, 0, NULL, max(at), blanks, 0, NULL
            FROM starts GROUP BY exercise
        UNION ALL SELECT exercise, 0, 0, NULL, NULL, NULL, 1, NULL
            FROM reveals GROUP BY exercise
    ) GROUP BY exercise
"""
_LAST_DAY = """
    SELECT date(at, 'localtime') AS day, sum(graded), count(DISTINCT passed), sum(1 - graded) FROM (
        SELECT at, 1 AS graded, CASE verdict WHEN 'pass' THEN exercise END AS passed FROM attempts
        UNION ALL SELECT at, 0, NULL FROM answers
    ) GROUP BY day ORDER BY day DESC LIMIT 1
"""


@dataclass(frozen=True)
class History:
    """What is known about one exercise.

    Attributes:
        attempts: how often it was graded.
        hints: how many of its hints were taken.
        passed: whether it has ever passed; this is never undone.
        again: whether it passed, and was started again since.
        passes: the digests of the files that have ever passed.
        blanks: how many blanks it had when it was last started, if it was.
        revealed: whether its solution was shown.
    """

    attempts: int = 0
    hints: int = 0
    passed: bool = False
    again: bool = False
    passes: frozenset[str] = frozenset()
    blanks: int | None = None
    revealed: bool = False


@dataclass(frozen=True)
class Day:
    """What the learner did on a day.

    Attributes:
        date: the day, such as 2026-11-29.
        grades: how many grades there were.
        passes: how many exercises passed.
        answers: how many quiz questions were answered.
    """

    date: str
    grades: int
    passes: int
    answers: int


class Progress:
    """The progress of one workspace, by exercise address and question id."""

    def __init__(self, path: Path) -> None:
        """Set where the database is; it is created at the first write."""
        self._database = Database(path, SCHEMA, _TABLES)

    @property
    def notice(self) -> str:
        """A sentence for the learner about a repair that was made, or empty."""
        return self._database.notice

    def histories(self) -> dict[str, History]:
        """What is known about each exercise, by address; untouched exercises are not in it."""
        known = {}
        for row in self._database.rows(_HISTORY):
            exercise, attempts, hints, passed, started, blanks, revealed, digests = row
            known[exercise] = History(
                attempts,
                hints,
                bool(passed),
                bool(passed and passed <= (started or "")),
                frozenset((digests or "").split()),
                blanks,
                bool(revealed),
            )
        return known

    def history(self, exercise: str) -> History:
        """What is known about one exercise."""
        return self.histories().get(exercise, History())

    def scaffold(self, exercise: str) -> str | None:
        """The scaffold that an exercise was last started with, if it was."""
        query = "SELECT scaffold FROM starts WHERE exercise = ? ORDER BY id DESC LIMIT 1"
        rows = self._database.rows(query, exercise)
        return rows[0][0] if rows else None

    def answered(self) -> dict[str, bool]:
        """For each quiz question that was answered: whether the latest answer was right."""
        rows = self._database.rows("SELECT question, correct FROM answers ORDER BY id")
        return {question: bool(correct) for question, correct in rows}

    def last_day(self) -> "Day | None":
        """The last day, in local time, on which something was graded or answered."""
        rows = self._database.rows(_LAST_DAY)
        if not rows:
            return None
        date, grades, passes, answers = rows[0]
        return Day(date, grades, passes, answers)

    def record(self, verdict: "Verdict", digest: str) -> None:
        """Store the verdict on a file with this digest."""
        failed, misconception = verdict.first_failure, verdict.misconception
        self._insert(
            "attempts",
            exercise=verdict.exercise,
            verdict=str(verdict.status),
            check_failed=failed and failed.name,
            misconception=misconception and misconception.id,
            file=verdict.path,
            digest=digest,
            device=verdict.device,
            seed=verdict.seed,
            seconds=verdict.seconds,
        )

    def take_hint(self, exercise: str, total: int) -> int:
        """Take the next of `total` hints.

        Returns:
            Its number, from 1 to `total`, or `total + 1` if all were taken before.
        """

        def take(database: sqlite3.Connection) -> int:
            taken = "SELECT count(*) FROM hints WHERE exercise = ?"
            number = int(database.execute(taken, [exercise]).fetchone()[0]) + 1
            if number <= total:
                database.execute("INSERT INTO hints VALUES (?, ?, ?)", [exercise, number, _now()])
            return number

        return self._database.write(take)

    def take_hints(self, exercise: str, last: int) -> None:
        """Store that the hints up to this number were shown."""
        rows = [(exercise, number, _now()) for number in range(1, last + 1)]
        statement = "INSERT OR IGNORE INTO hints VALUES (?, ?, ?)"
        self._database.write(lambda database: database.executemany(statement, rows))

    def reveal(self, exercise: str) -> None:
        """Store that the solution was shown."""
        self._insert("reveals", exercise=exercise)

    def start(self, exercise: str, scaffold: str, blanks: int) -> None:
        """Store that the learner started from a fresh stub with this many blanks."""
        self._insert("starts", exercise=exercise, scaffold=scaffold, blanks=blanks)

    def answer(self, question: str, answer: str | None, correct: bool) -> None:
        """Store the answer to a quiz question; None means that it was skipped."""
        self._insert("answers", question=question, answer=answer, correct=correct)

    def _insert(self, table: str, **row: object) -> None:
        row["at"] = _now()
        statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
        self._database.write(lambda database: database.execute(statement, list(row.values())))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
