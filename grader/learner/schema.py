"""The tables of the history, as steps from each version to the next.

A step that was released never changes. Rows are only added, never changed, so that histories can be
merged; tables refer to each other by texts, because numbers differ between machines.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache

Step = Callable[[sqlite3.Connection], None]

APPLICATION = 0x70726163
"""Marks a database file as ours, from version 2 on."""

_VERSION_1 = (
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
_VERSION_2 = (
    # A row belongs to the sitting with this id, or to none if it is empty.
    "ALTER TABLE attempts ADD COLUMN sitting TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE attempts ADD COLUMN mode TEXT NOT NULL DEFAULT 'practice'",
    "ALTER TABLE attempts ADD COLUMN scaffold TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE reveals ADD COLUMN sitting TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE answers ADD COLUMN sitting TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE answers ADD COLUMN mode TEXT NOT NULL DEFAULT 'practice'",
    "ALTER TABLE hints RENAME TO hints_1",
    """CREATE TABLE hints (exercise TEXT NOT NULL, sitting TEXT NOT NULL DEFAULT '',
        number INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY (exercise, sitting, number))""",
    "INSERT INTO hints SELECT exercise, '', number, at FROM hints_1",
    "DROP TABLE hints_1",
    # `bugs` are names, separated by spaces.
    """CREATE TABLE sittings (id TEXT PRIMARY KEY, exercise TEXT NOT NULL, mode TEXT NOT NULL,
        scaffold TEXT NOT NULL, seed INTEGER NOT NULL, bugs TEXT NOT NULL, at TEXT NOT NULL)""",
    "CREATE TABLE ends (sitting TEXT PRIMARY KEY, at TEXT NOT NULL, how TEXT NOT NULL)",
    # Signs of work other than grades and hints, for the time that a sitting took.
    """CREATE TABLE activity (sitting TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (sitting, at))""",
    # What a learner decided about the cards of their reviews; `grader.review.acts` says what.
    """CREATE TABLE reviews (id TEXT PRIMARY KEY, at TEXT NOT NULL, card TEXT NOT NULL,
        act TEXT NOT NULL, value TEXT NOT NULL)""",
    # `content` is compressed with zlib.
    "CREATE TABLE texts (digest TEXT PRIMARY KEY, at TEXT NOT NULL, content BLOB NOT NULL)",
)
_VERSION_3 = (
    # `plan` is JSON, and `seconds` how long the interview may last.
    """CREATE TABLE interviews (id TEXT PRIMARY KEY, at TEXT NOT NULL, kit TEXT NOT NULL,
        seconds REAL NOT NULL, plan TEXT NOT NULL)""",
    # `elapsed` counts from the beginning; `wall`, `boot` and `system` are how the clocks stood;
    # `data` is a JSON object.
    """CREATE TABLE interview_events (interview TEXT NOT NULL, number INTEGER NOT NULL,
        at TEXT NOT NULL, elapsed REAL NOT NULL, wall REAL NOT NULL, boot REAL NOT NULL,
        system TEXT NOT NULL, part INTEGER NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL,
        PRIMARY KEY (interview, number))""",
)


def _to_1(database: sqlite3.Connection) -> None:
    for statement in _VERSION_1:
        database.execute(statement)


def _to_2(database: sqlite3.Connection) -> None:
    from grader.learner.upgrade import derive_sittings  # for old histories only

    for statement in _VERSION_2:
        database.execute(statement)
    derive_sittings(database)
    database.execute(f"PRAGMA application_id = {APPLICATION}")


def _to_3(database: sqlite3.Connection) -> None:
    for statement in _VERSION_3:
        database.execute(statement)


STEPS: tuple[Step, ...] = (_to_1, _to_2, _to_3)
"""The step at place n makes version n + 1 from version n; version 0 is an empty database."""

VERSION = len(STEPS)

NEWEST = frozenset(
    [
        "activity",
        "answers",
        "attempts",
        "ends",
        "hints",
        "interview_events",
        "interviews",
        "reveals",
        "reviews",
        "sittings",
        "starts",
        "texts",
    ]
)
"""The tables of the newest version. To make them all only to learn their names, as `tables` does,
takes longer than most reads."""


@cache
def tables(version: int) -> dict[str, str]:
    """The statements that create the tables of a version, by table."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
        for step in STEPS[:version]:
            step(empty)
        return dict(
            empty.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
        )


def columns(database: sqlite3.Connection, table: str) -> dict[str, str]:
    """The columns of a table with their types, in order; none if there is no such table."""
    query = "SELECT name, type FROM pragma_table_info(?) ORDER BY cid"
    return dict(database.execute(query, [table]))


@cache
def columns_of(version: int) -> dict[str, dict[str, str]]:
    """The columns of every table of a version."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
        for step in STEPS[:version]:
            step(empty)
        return {table: columns(empty, table) for table in tables(version)}


def upgrade(database: sqlite3.Connection, version: int) -> None:
    """Bring a database to the newest version, in the transaction that is open.

    A table that is missing is made anew, empty.

    Args:
        database: the database; it has no tables if its version is 0.
        version: its version.
    """
    for number in range(version, VERSION):
        _complete(database, number)
        STEPS[number](database)
    _complete(database, VERSION)
    database.execute(f"PRAGMA user_version = {VERSION}")


def _complete(database: sqlite3.Connection, version: int) -> None:
    there = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    if version == VERSION and there >= NEWEST:
        return
    for name, statement in tables(version).items():
        if name not in there:
            database.execute(statement)
