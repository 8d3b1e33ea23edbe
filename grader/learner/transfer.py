"""Moving a history to another computer: one file out, and what is new in it in.

The file is a database of the history, on its own. Rows are added and never changed or deleted, so
importing a file twice, or one that came from here, adds nothing.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from grader.learner import clock, schema, texts
from grader.learner.database import Database, reason
from grader.learner.ownership import Foreign, Newer, owned_version
from grader.learner.regular_file import read_regular
from grader.learner.sittings import Mode

LARGEST = 500_000_000
"""Bytes of a file to import; a history of many years has a tenth of that."""

_Rows = dict[str, list[tuple[Any, ...]]]
_TYPES = {"TEXT": (str,), "INTEGER": (int,), "REAL": (float, int), "BLOB": (bytes,)}


class NotTransferred(Exception):
    """Nothing was exported or imported; the message says why, and what to do."""


def export_history(database: Database, target: Path) -> None:
    """Write the whole history into a new file.

    Raises:
        NotTransferred: there is no history, the file exists, or it cannot be written.
        Unstored: the history cannot be read.
    """
    if target.exists():
        raise NotTransferred(f"{target} exists already; name a new file.")
    unfinished = target.with_name(f".{target.name}.tmp")

    def copy(history: sqlite3.Connection) -> bool:
        try:
            unfinished.unlink(missing_ok=True)
            with closing(sqlite3.connect(unfinished)) as file:
                history.backup(file)
                file.execute("PRAGMA journal_mode = DELETE")  # one file, without others beside it
            unfinished.rename(target)
        except (OSError, sqlite3.Error) as error:
            raise NotTransferred(
                f"{target} could not be written ({reason(error)}); name a file elsewhere."
            ) from None
        finally:
            unfinished.unlink(missing_ok=True)
        return True

    if not database.read(copy, nothing=False):
        raise NotTransferred("There is no history to export yet; `practice next` starts one.")


def import_history(database: Database, source: Path) -> dict[str, int]:
    """Add what a file of `export_history`, or another progress.db, has and this history has not.

    Returns:
        How many rows were new, by table.

    Raises:
        NotTransferred: the file is missing, damaged, of a newer version or another program's.
        Unstored: the history cannot be written. In both cases it is unchanged.
    """
    rows = _rows(source)
    return database.write(lambda history: _add(history, rows))


def _add(history: sqlite3.Connection, rows: _Rows) -> dict[str, int]:
    new = {}
    for table, found in rows.items():
        names = ", ".join(_columns(table))
        there = set(history.execute(f"SELECT {names} FROM {table}"))
        places = ", ".join("?" * len(_columns(table)))
        statement = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})"
        missing = [row for row in dict.fromkeys(found) if row not in there]
        new[table] = history.executemany(statement, missing).rowcount if missing else 0
    texts.prune(history, clock.now())
    return new


def _columns(table: str) -> dict[str, str]:
    """The columns that say what a row is; its number in this file does not."""
    known = schema.columns_of(schema.VERSION)[table]
    return {name: kind for name, kind in known.items() if (name, kind) != ("id", "INTEGER")}


def _rows(source: Path) -> _Rows:
    try:
        with _copy(source) as file:
            version = owned_version(file)
            if file.execute("PRAGMA integrity_check").fetchall() != [("ok",)] or _has_code(file):
                raise ValueError
            schema.upgrade(file, version)
            return {table: _checked(file, table) for table in schema.tables(schema.VERSION)}
    except Newer:
        raise NotTransferred(
            f"{source} is from a newer version of practice; update practice to import it."
        ) from None
    except Foreign:
        raise NotTransferred(
            f"{source} is not a history of practice; name a file of `practice export`."
        ) from None
    except OSError as error:
        raise NotTransferred(
            f"{source} cannot be read ({reason(error)}); name a file of `practice export`."
        ) from None
    except (sqlite3.Error, ValueError, TypeError):
        raise NotTransferred(
            f"{source} is damaged or not a history of practice; export it again."
        ) from None


@contextmanager
def _copy(source: Path) -> Iterator[sqlite3.Connection]:
    """A private copy of a database, with what another program has not yet moved into it."""
    with TemporaryDirectory() as folder:
        copy = Path(folder, "history.db")
        for suffix in ("", "-wal"):
            part = Path(f"{source}{suffix}")
            if not suffix or part.exists():
                content = read_regular(part, LARGEST)
                if len(content) > LARGEST:
                    raise OSError(0, f"it is larger than {LARGEST:,} bytes")
                Path(f"{copy}{suffix}").write_bytes(content)
        with closing(sqlite3.connect(copy, isolation_level=None)) as file:
            file.execute("PRAGMA trusted_schema = OFF")
            yield file


def _has_code(file: sqlite3.Connection) -> bool:
    """Whether a database holds anything that would run when it is read; ours hold tables."""
    query = "SELECT count(*) FROM sqlite_master WHERE type NOT IN ('table', 'index')"
    return bool(file.execute(query).fetchone()[0])


def _checked(file: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    """The rows of a table.

    Raises:
        ValueError: there is something in them that we would not have written.
    """
    columns = _columns(table)
    if schema.columns(file, table) != schema.columns_of(schema.VERSION)[table]:
        raise ValueError(table)
    rows = file.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY rowid").fetchall()
    for row in rows:
        for (name, kind), value in zip(columns.items(), row, strict=True):
            if value is not None and not isinstance(value, _TYPES[kind]):
                raise ValueError(name)
            if name in _MEANINGS:
                _MEANINGS[name](value)
        if table == "texts":
            found = texts.decompressed(row[2])
            if found is None or texts.digest(found) != row[0]:
                raise ValueError(table)
    return rows


def _an_object(text: Any) -> None:
    if not isinstance(json.loads(text), dict):
        raise ValueError(text)


_MEANINGS: dict[str, Callable[[Any], object]] = {
    "at": clock.moment,
    "mode": Mode,
    "plan": _an_object,
    "data": _an_object,
}
"""What the values of a column must be, beyond their type."""
