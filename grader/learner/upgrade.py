"""Finds the sittings in a history of version 0.1, which did not store them.

Part of the step to version 2 of the tables, so it changes no more once that is released.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

DAY = timedelta(hours=24)

_EVENTS = """
    SELECT exercise, at, 0 AS rank, id, 'start', scaffold, '' FROM starts
    UNION ALL SELECT exercise, at, 1, number, 'hint', '', '' FROM hints
    UNION ALL SELECT exercise, at, 2, id, 'attempt', verdict, digest FROM attempts
    UNION ALL SELECT exercise, at, 3, id, 'reveal', '', '' FROM reveals
    ORDER BY exercise, at, rank
"""
_BELONGS = {
    "hint": "UPDATE hints SET sitting = ? WHERE exercise = ? AND number = ?",
    "attempt": "UPDATE attempts SET sitting = ?, scaffold = ? WHERE id = ?",
    "reveal": "UPDATE reveals SET sitting = ? WHERE id = ?",
}


@dataclass
class _Exercise:
    """What is known of one exercise, up to some moment."""

    address: str
    scaffold: str = "guided"
    sitting: str = ""
    began: str = ""
    ended: bool = False
    passed: bool = False
    graded: set[str] = field(default_factory=set)


def derive_sittings(database: sqlite3.Connection) -> None:
    """Add the sittings that the rows of version 0.1 show.

    One begins with a start, or with the first grade, hint or look at the solution of an exercise
    that has not passed since it was started; it ends at the pass, at the look at the solution, or
    after 24 hours. Its name is made from the exercise and the time, so that it is the same in every
    copy of the history.
    """
    one = _Exercise("")
    for exercise, at, _, number, what, word, digest in database.execute(_EVENTS).fetchall():
        if exercise != one.address:
            one = _Exercise(exercise)
        for statement, values in _follow(one, at, number, what, word, digest):
            database.execute(statement, values)


def _follow(
    one: _Exercise, at: str, number: int, what: str, word: str, digest: str
) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Take the next event of an exercise; yield what to store."""
    if what == "start":
        one.scaffold, one.passed = word, False
        yield from _begin(one, at)
        return
    if not one.sitting or _apart(at, one.began) >= DAY:
        one.sitting = ""
        untried = what == "attempt" and (word == "blank" or not digest or digest in one.graded)
        if not one.passed and not untried:
            yield from _begin(one, at)
    if one.sitting:
        values = {
            "hint": (one.sitting, one.address, number),
            "attempt": (one.sitting, one.scaffold, number),
            "reveal": (one.sitting, number),
        }
        yield _BELONGS[what], values[what]
    one.graded.add(digest)
    passed = what == "attempt" and word == "pass"
    one.passed |= passed
    if one.sitting and not one.ended and (passed or what == "reveal"):
        one.ended = True
        how = "pass" if passed else "reveal"
        yield "INSERT INTO ends VALUES (?, ?, ?)", (one.sitting, at, how)


def _begin(one: _Exercise, at: str) -> Iterator[tuple[str, tuple[object, ...]]]:
    if one.sitting and not one.ended and _apart(at, one.began) < DAY:
        yield "INSERT INTO ends VALUES (?, ?, 'restart')", (one.sitting, at)
    one.sitting, one.began, one.ended = f"{one.address} {at}", at, False
    row = (one.sitting, one.address, "practice", one.scaffold, 0, "", at)
    yield "INSERT OR IGNORE INTO sittings VALUES (?, ?, ?, ?, ?, ?, ?)", row


def _apart(one: str, other: str) -> timedelta:
    return abs(datetime.fromisoformat(one) - datetime.fromisoformat(other))
