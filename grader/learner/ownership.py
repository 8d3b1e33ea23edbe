"""Whose database a file is: ours, of a newer version of the kit, or another program's."""

import sqlite3

from grader.learner import schema


class Newer(Exception):
    """The database was written by a newer version of the kit."""


class Foreign(sqlite3.DatabaseError):
    """The database belongs to another program."""


def owned_version(database: sqlite3.Connection) -> int:
    """The version of a database of ours, 0 if it is empty.

    It is ours by its mark, or, in version 1, which had none, by a table of ours with our columns.
    A table may be missing.

    Raises:
        Newer: it was written by a newer version of the kit.
        Foreign: it belongs to another program.
    """
    version = stored_version(database)
    query = "SELECT name FROM sqlite_master WHERE type = 'table'"
    names = {name for (name,) in database.execute(query)}
    if not version and not names:
        return 0
    if _pragma(database, "application_id") != schema.APPLICATION and not (
        version and _has_first_tables(database, names, newer=version > schema.VERSION)
    ):
        raise Foreign("it belongs to another program")
    if version > schema.VERSION:
        raise Newer
    return version


def stored_version(database: sqlite3.Connection) -> int:
    """The version that a database says it has, whoever wrote it."""
    return _pragma(database, "user_version")


def _has_first_tables(database: sqlite3.Connection, names: set[str], *, newer: bool) -> bool:
    ours = {table: known for table, known in schema.columns_of(1).items() if table in names}
    return bool(ours) and (
        newer or all(schema.columns(database, table) == known for table, known in ours.items())
    )


def _pragma(database: sqlite3.Connection, name: str) -> int:
    return int(database.execute(f"PRAGMA {name}").fetchone()[0])
