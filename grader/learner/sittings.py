"""Sittings: when one begins, which work belongs to it, and what ends it.

A sitting is one go at an exercise, from a scaffold. It ends at the pass, when the solution is
shown, or after 24 hours; then it is still the one that later work of the same day belongs to,
without counting.
"""

import os
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from grader.learner.clock import moment, stamp

LASTS = timedelta(hours=24)


class Mode(StrEnum):
    """How an exercise is practiced."""

    PRACTICE = "practice"  # on the learner's own file
    INTERVIEW = "interview"
    REVIEW = "review"
    BUGGY = "buggy"  # a file with bugs to find; its pass is no pass of the exercise
    ASSISTANT = "assistant"  # with help; its pass is no pass of the exercise either


class End(StrEnum):
    """How a sitting ended."""

    PASS = "pass"
    REVEAL = "reveal"
    RESTART = "restart"  # the exercise was started again
    UNDONE = "undone"  # an earlier version of the file was brought back
    CLOSED = "closed"  # what it was a part of, such as an interview, is over
    EXPIRED = "expired"  # after 24 hours; this is not stored


COUNTS = (Mode.PRACTICE, Mode.INTERVIEW, Mode.REVIEW)
"""The modes whose passes are passes of the exercise."""


def is_over(began: datetime, now: datetime) -> bool:
    """Whether a sitting that began then has lasted 24 hours, also if the clock was set back."""
    return abs(now - began) >= LASTS


def begin(
    database: sqlite3.Connection,
    exercise: str,
    mode: Mode,
    scaffold: str,
    at: datetime,
    *,
    seed: int = 0,
    bugs: Sequence[str] = (),
) -> str:
    """Store that a sitting began, and return its id; in practice, it ends the one before."""
    if mode is Mode.PRACTICE and (before := _last(database, exercise, at)):
        end(database, before, End.RESTART, at)
    new = os.urandom(12).hex()
    database.execute(
        "INSERT INTO sittings (id, exercise, mode, scaffold, seed, bugs, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [new, exercise, mode, scaffold, seed, " ".join(bugs), stamp(at)],
    )
    return new


def end(database: sqlite3.Connection, sitting: str, how: str, at: datetime) -> None:
    """Store that a sitting ended, unless it has ended already."""
    database.execute("INSERT OR IGNORE INTO ends VALUES (?, ?, ?)", [sitting, stamp(at), how])


def current(database: sqlite3.Connection, exercise: str, at: datetime, *, begins: bool) -> str:
    """The practice sitting that work on the learner's file belongs to, or an empty text.

    Args:
        database: where sittings are stored.
        exercise: its address.
        at: when the work was done.
        begins: whether this work begins a sitting if there is none of the last 24 hours and the
            exercise has not passed since it was last started. To change an answer that has passed
            is not a sitting.
    """
    if found := _last(database, exercise, at):
        return found
    if not begins or not has_work_left(database, exercise):
        return ""
    query = "SELECT scaffold FROM starts WHERE exercise = ? ORDER BY at DESC, id DESC LIMIT 1"
    started = database.execute(query, [exercise]).fetchone()
    scaffold = started[0] if started else "guided"
    return begin(database, exercise, Mode.PRACTICE, scaffold, at)


def at_work(database: sqlite3.Connection, exercise: str, at: datetime, *, begins: bool) -> str:
    """The review of the exercise that is open, or else the practice sitting; see `current`."""
    query = (
        "SELECT id, at FROM sittings WHERE exercise = ? AND mode = 'review' "
        "AND id NOT IN (SELECT sitting FROM ends) ORDER BY at DESC, rowid DESC LIMIT 1"
    )
    found = database.execute(query, [exercise]).fetchone()
    if found and not is_over(moment(found[1]), at):
        return str(found[0])
    return current(database, exercise, at, begins=begins)


def has_work_left(database: sqlite3.Connection, exercise: str) -> bool:
    """Whether an exercise has not passed since it was last started."""
    modes = ", ".join(f"'{mode}'" for mode in COUNTS)
    passed, started = database.execute(
        "SELECT (SELECT max(at) FROM attempts WHERE exercise = :exercise AND verdict = 'pass' "
        f"AND mode IN ({modes})), (SELECT max(at) FROM starts WHERE exercise = :exercise)",
        {"exercise": exercise},
    ).fetchone()
    return passed is None or (started is not None and passed <= started)


def _last(database: sqlite3.Connection, exercise: str, at: datetime) -> str:
    """The last practice sitting of an exercise, if it began less than 24 hours ago."""
    query = (
        "SELECT id, at FROM sittings WHERE exercise = ? AND mode = 'practice' "
        "ORDER BY at DESC, rowid DESC LIMIT 1"
    )
    found = database.execute(query, [exercise]).fetchone()
    return found[0] if found and not is_over(moment(found[1]), at) else ""
