"""A small SQLite database that several commands share.

Each call is one transaction on its own connection. A damaged database is set aside and replaced by
a new one; a database of a newer version is not changed; any other failure becomes one sentence.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

PATIENCE = 10.0  # seconds to wait for another command to finish its transaction

_Result = TypeVar("_Result")
_DAMAGED = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_ERROR,
}  # the last: other tables
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_UNWRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}


class Unstored(Exception):
    """Progress could not be read or stored; the message says why, and what to do if that helps."""


class _Newer(Exception):
    """The database was written by a newer kit."""


class _Foreign(sqlite3.DatabaseError):
    """The database belongs to another program."""


class Database:
    """A database file, created at the first write.

    Attributes:
        path: where the file is.
        notice: a sentence for the learner about a repair that was made, or empty.
    """

    def __init__(self, path: Path, version: int, tables: tuple[str, ...]) -> None:
        """Store the settings; nothing is opened yet.

        Args:
            path: where the file is.
            version: the version of its tables, stored as `user_version`; 1 or more.
            tables: the statements that create them, each `CREATE TABLE name ...`.
        """
        self.path = path
        self.notice = ""
        self._known = version
        self._tables = tables
        self._names = {statement.split()[2] for statement in tables}

    def write(self, work: Callable[[sqlite3.Connection], _Result]) -> _Result:
        """Run `work` in one transaction, which takes effect as a whole or not at all.

        Raises:
            Unstored: it did not take effect.
        """

        def transaction() -> _Result:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._opened(str(self.path)) as (database, _):
                _patiently(lambda: database.execute("PRAGMA journal_mode = WAL"))
                # A power cut may cost the last rows, never the database; a kill costs nothing.
                database.execute("PRAGMA synchronous = NORMAL")
                database.execute("BEGIN IMMEDIATE")
                if _version(database) == 0:  # checked again: another command may have been faster
                    for statement in self._tables:
                        database.execute(statement)
                    database.execute(f"PRAGMA user_version = {self._known}")
                result = work(database)
                database.execute("COMMIT")
            return result

        return self._told(transaction)

    def rows(self, query: str, *values: object) -> list[Any]:
        """The rows that a query returns; none if there is no database yet.

        Raises:
            Unstored: the database cannot be read.
        """
        if not self.path.exists():
            return []

        def read(name: str, uri: bool = False) -> list[Any]:
            with self._opened(name, uri) as (database, version):
                return database.execute(query, values).fetchall() if version else []

        def read_anywhere() -> list[Any]:
            try:
                return read(str(self.path))
            except sqlite3.OperationalError as error:
                if _code(error) not in _UNWRITABLE:
                    raise
                # WAL writes next to the database, unless it is opened as immutable.
                return read(f"{self.path.absolute().as_uri()}?immutable=1", uri=True)

        return self._told(read_anywhere)

    @contextmanager
    def _opened(self, name: str, uri: bool = False) -> Iterator[tuple[sqlite3.Connection, int]]:
        """A connection and the database's version; closing it rolls back uncommitted work."""
        self._look()
        database = sqlite3.connect(name, timeout=PATIENCE, isolation_level=None, uri=uri)
        try:
            yield database, self._owned(database)
        finally:
            database.close()

    def _look(self) -> None:
        """Refuse another program's database before opening a connection that could write to it."""
        if not self.path.exists():
            return
        if not self.path.is_file():
            raise OSError(0, "it is not a regular file")  # reading a pipe would wait
        name = f"{self.path.absolute().as_uri()}?mode=ro"
        try:
            with closing(sqlite3.connect(name, timeout=PATIENCE, uri=True)) as database:
                self._owned(database)
        except sqlite3.OperationalError:
            pass  # after a kill, a read-only connection may fail; the next one checks again

    def _owned(self, database: sqlite3.Connection) -> int:
        """The version of a database, 0 if it is empty."""
        version, names = _patiently(lambda: _version_and_tables(database))
        if version > self._known:
            raise _Newer
        if (version or names) and not (version and self._names <= names):
            raise _Foreign
        return version

    def _told(self, work: Callable[[], _Result]) -> _Result:
        """Run `work`, on a new database if this one is damaged; turn a failure into a sentence."""
        try:
            before = _identity(self.path)
            try:
                return work()
            except sqlite3.DatabaseError as error:
                if not isinstance(error, _Foreign) and _code(error) not in _DAMAGED:
                    raise
                self._put_aside(before)
                return work()
        except _Newer:
            raise Unstored(
                f"Progress is not used: a newer version of practice wrote {self.path}; "
                "update practice to use it."
            ) from None
        except (OSError, sqlite3.Error) as error:
            raise Unstored(
                f"Progress is not stored: {self.path} could not be used ({_reason(error)})."
            ) from error

    def _put_aside(self, damaged: int | None) -> None:
        if _identity(self.path) != damaged:
            return  # another command has done this already
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        aside = self.path.with_name(f"{self.path.stem}.damaged-{stamp}.db")
        for suffix in ("-wal", "-shm", ""):
            part = Path(f"{self.path}{suffix}")
            if part.exists():
                part.rename(f"{aside}{suffix}")
        self.notice = (
            "The progress database was damaged or belonged to another program; it was moved to "
            f"{aside} and a new one was created."
        )


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _version_and_tables(database: sqlite3.Connection) -> tuple[int, set[str]]:
    """Both of one moment: between two, another command may create the tables."""
    database.execute("BEGIN")
    try:
        query = "SELECT name FROM sqlite_master WHERE type = 'table'"
        return _version(database), {name for (name,) in database.execute(query)}
    finally:
        if database.in_transaction:  # some errors have ended it
            database.execute("ROLLBACK")


def _identity(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return None


def _patiently(work: Callable[[], _Result]) -> _Result:
    """Retry while the database is busy; SQLite's own timeout does not cover the change to WAL."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            if _code(error) not in _BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _code(error: sqlite3.Error) -> int:
    return (
        int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
    )  # the primary code, without the extended part


def _reason(error: OSError | sqlite3.Error) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    if _code(error) in _BUSY:
        return f"another command has locked it for {PATIENCE:.0f} s"
    return str(error)
