"""Adds what happened to the history, each in the transaction that is open.

An empty sitting means the learner's own file, and so its practice sitting. Hints, the solution and
signs of work are about the exercise, so they belong to a review of it if one is open.
"""

import sqlite3
from typing import TYPE_CHECKING

from grader.learner import clock, sittings, texts
from grader.learner.sittings import End, Mode

if TYPE_CHECKING:
    from grader.verdict import Verdict


def start(database: sqlite3.Connection, exercise: str, scaffold: str, blanks: int) -> None:
    """The learner started from a fresh stub with this many blanks."""
    at = clock.now()
    row = {"exercise": exercise, "scaffold": scaffold, "blanks": blanks}
    insert(database, "starts", at=clock.stamp(at), **row)
    sittings.begin(database, exercise, Mode.PRACTICE, scaffold, at)


def undo(database: sqlite3.Connection, exercise: str) -> None:
    """An earlier version of the learner's file was brought back."""
    at = clock.now()
    if sitting := sittings.current(database, exercise, at, begins=False):
        sittings.end(database, sitting, End.UNDONE, at)


def grade(
    database: sqlite3.Connection, verdict: "Verdict", content: bytes, sitting: str = ""
) -> None:
    """A text was graded, which is empty if it is not known."""
    at = clock.now()
    digest = texts.digest(content) if content else ""
    if not sitting:
        known = "SELECT 1 FROM attempts WHERE exercise = ? AND digest = ? AND mode != 'assistant'"
        is_new = not database.execute(known, [verdict.exercise, digest]).fetchone()
        begins = bool(digest) and is_new and verdict.status != "blank"
        sitting = sittings.current(database, verdict.exercise, at, begins=begins)
    about = "SELECT mode, scaffold FROM sittings WHERE id = ?"
    mode, scaffold = database.execute(about, [sitting]).fetchone() or (Mode.PRACTICE, "")
    failed, misconception = verdict.first_failure, verdict.misconception
    insert(
        database,
        "attempts",
        at=clock.stamp(at),
        exercise=verdict.exercise,
        verdict=str(verdict.status),
        check_failed=failed and failed.name,
        misconception=misconception and misconception.id,
        file=verdict.path,
        digest=digest,
        device=verdict.device,
        seed=verdict.seed,
        seconds=verdict.seconds,
        sitting=sitting,
        mode=str(mode),
        scaffold=scaffold,
    )
    if sitting and verdict.status == "pass":
        sittings.end(database, sitting, End.PASS, at)
    if content:
        texts.keep(database, content, at)


def hint(database: sqlite3.Connection, exercise: str, total: int, sitting: str = "") -> int:
    """The next of `total` hints was asked for.

    Returns:
        Its number, from 1 to `total`, or `total + 1` if all were taken before in the sitting.
    """
    at = clock.now()
    sitting = sitting or sittings.at_work(database, exercise, at, begins=True)
    taken = "SELECT count(*) FROM hints WHERE exercise = ? AND sitting = ?"
    number = int(database.execute(taken, [exercise, sitting]).fetchone()[0]) + 1
    if number <= total:
        row = {"exercise": exercise, "sitting": sitting, "number": number}
        insert(database, "hints", at=clock.stamp(at), **row)
    return number


def hints(database: sqlite3.Connection, exercise: str, last: int, sitting: str = "") -> None:
    """The hints up to this number were shown."""
    at = clock.now()
    sitting = sitting or sittings.at_work(database, exercise, at, begins=True)
    rows = [(exercise, sitting, number, clock.stamp(at)) for number in range(1, last + 1)]
    statement = "INSERT OR IGNORE INTO hints (exercise, sitting, number, at) VALUES (?, ?, ?, ?)"
    database.executemany(statement, rows)


def reveal(database: sqlite3.Connection, exercise: str, sitting: str = "") -> None:
    """The solution was shown, which ends the sitting."""
    at = clock.now()
    sitting = sitting or sittings.at_work(database, exercise, at, begins=True)
    insert(database, "reveals", at=clock.stamp(at), exercise=exercise, sitting=sitting)
    if sitting:
        sittings.end(database, sitting, End.REVEAL, at)


def sign(database: sqlite3.Connection, exercise: str, sitting: str = "") -> None:
    """The learner is at work."""
    at = clock.now()
    if sitting := sitting or sittings.at_work(database, exercise, at, begins=False):
        row = [sitting, clock.stamp(at)]
        database.execute("INSERT OR IGNORE INTO activity (sitting, at) VALUES (?, ?)", row)


def insert(database: sqlite3.Connection, table: str, **row: object) -> None:
    """Add a row."""
    statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
    database.execute(statement, list(row.values()))
