"""A small SQLite database that several commands share, and that is never worth a traceback.

Each call is one transaction on a connection of its own. A damaged database is put aside and a new
one begun; one of a newer version is left alone; whatever else goes wrong is a sentence.
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
    """Progress could not be read or stored; the text says why, and what to do where that helps."""


class _Newer(Exception):
    """The database was written by a newer kit."""


class _Foreign(sqlite3.DatabaseError):
    """The database is another program's."""


class Database:
    """A database file; it is made when something is first written.

    Attributes:
        path: where it lies.
        notice: a sentence for the learner about something that was put right on the way, or empty.
    """

    def __init__(self, path: Path, version: int, tables: tuple[str, ...]) -> None:
        """Remember the place; nothing is opened yet.

        Args:
            path: where it lies.
            version: of its tables, kept as its `user_version`; 1 or more.
            tables: the statements that make them, each `CREATE TABLE name ...`.
        """
        self.path = path
        self.notice = ""
        self._known = version
        self._tables = tables
        self._names = {statement.split()[2] for statement in tables}

    def write(self, work: Callable[[sqlite3.Connection], _Result]) -> _Result:
        """Do some work in one transaction, which either stands or leaves no trace.

        Raises:
            Unstored: it left no trace.
        """

        def transaction() -> _Result:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._opened(str(self.path)) as (database, _):
                _patiently(lambda: database.execute("PRAGMA journal_mode = WAL"))
                # A power cut may cost the last rows, never the database; a kill costs nothing.
                database.execute("PRAGMA synchronous = NORMAL")
                database.execute("BEGIN IMMEDIATE")
                if _version(database) == 0:  # asked again: another command may have been quicker
                    for statement in self._tables:
                        database.execute(statement)
                    database.execute(f"PRAGMA user_version = {self._known}")
                result = work(database)
                database.execute("COMMIT")
            return result

        return self._told(transaction)

    def rows(self, query: str, *values: object) -> list[Any]:
        """What a query finds; nothing where there is no database yet.

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
                # WAL needs to write beside the database, unless it is told that nobody does.
                return read(f"{self.path.absolute().as_uri()}?immutable=1", uri=True)

        return self._told(read_anywhere)

    @contextmanager
    def _opened(self, name: str, uri: bool = False) -> Iterator[tuple[sqlite3.Connection, int]]:
        """A connection and the database's version; closing it rolls back what was not committed."""
        self._look()
        database = sqlite3.connect(name, timeout=PATIENCE, isolation_level=None, uri=uri)
        try:
            yield database, self._owned(database)
        finally:
            database.close()

    def _look(self) -> None:
        """Refuse another program's database before a connection that could write is made."""
        if not self.path.exists():
            return
        if not self.path.is_file():
            raise OSError(0, "it is not a regular file")  # a pipe would be waited for
        name = f"{self.path.absolute().as_uri()}?mode=ro"
        try:
            with closing(sqlite3.connect(name, timeout=PATIENCE, uri=True)) as database:
                self._owned(database)
        except sqlite3.OperationalError:
            pass  # what a kill left cannot always be read so; it is looked at again

    def _owned(self, database: sqlite3.Connection) -> int:
        """The version of a database, 0 where nothing is in it."""
        version = _patiently(lambda: _version(database))
        if version > self._known:
            raise _Newer
        query = "SELECT name FROM sqlite_master WHERE type = 'table'"
        names = {name for (name,) in _patiently(lambda: database.execute(query).fetchall())}
        if (version or names) and not (version and self._names <= names):
            raise _Foreign
        return version

    def _told(self, work: Callable[[], _Result]) -> _Result:
        """Do some work, on a new database if this one is damaged; what fails becomes a sentence."""
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
                f"Progress is neither read nor stored: {self.path} was written by a newer version "
                "of practice and is left alone."
            ) from None
        except (OSError, sqlite3.Error) as error:
            raise Unstored(
                f"Progress is not stored: {self.path} could not be used ({_reason(error)})."
            ) from error

    def _put_aside(self, damaged: int | None) -> None:
        if _identity(self.path) != damaged:
            return  # another command has done so already
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        aside = self.path.with_name(f"{self.path.stem}.damaged-{stamp}.db")
        for suffix in ("-wal", "-shm", ""):
            part = Path(f"{self.path}{suffix}")
            if part.exists():
                part.rename(f"{aside}{suffix}")
        self.notice = (
            "The progress database was damaged, or another program's; it is kept as "
            f"{aside}, and a new one begins."
        )


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _identity(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return None


def _patiently(work: Callable[[], _Result]) -> _Result:
    """Try again while the database is busy; its own patience does not cover a change to WAL."""
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
    )  # without the part that only refines it


def _reason(error: OSError | sqlite3.Error) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    if _code(error) in _BUSY:
        return f"another command has held it for {PATIENCE:.0f} s"
    return str(error)
