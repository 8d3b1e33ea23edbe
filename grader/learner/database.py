"""The SQLite database of the history, which several commands share.

Each call is one transaction on its own connection. Reading never writes: what an older version of
the kit wrote is read through a copy in memory, and brought up to date at the first write. A damaged
database is set aside and replaced by a new one; a database of a newer version is not changed; any
other failure becomes one sentence.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from grader.learner import schema
from grader.learner.ownership import Foreign, Newer, owned_version, stored_version

PATIENCE = 10.0  # seconds to wait for another command to finish its transaction
COPIES = 3
"""How many copies of databases of older versions are kept."""

_Result = TypeVar("_Result")
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_UNWRITABLE = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,  # on a full disk, no file can be made beside the database
    sqlite3.SQLITE_FULL,
}


class Unstored(Exception):
    """Progress could not be read or stored; the message says why, and what to do if that helps."""


class Database:
    """The database file of a history, created at the first write.

    Attributes:
        path: where the file is.
        notice: a sentence for the learner about a repair that was made, or empty.
    """

    def __init__(self, path: Path) -> None:
        """Store the path; nothing is opened yet."""
        self.path = path
        self.notice = ""

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
                version = stored_version(database)  # again: another command may have been faster
                if 0 < version < schema.VERSION:
                    self._copy(version)
                schema.upgrade(database, version)
                result = work(database)
                database.execute("COMMIT")
            return result

        return self._explained(transaction)

    def read(self, query: Callable[[sqlite3.Connection], _Result], nothing: _Result) -> _Result:
        """Run `query` on one moment of the database; give `nothing` if there is no database yet.

        Raises:
            Unstored: the database cannot be read.
        """
        if not self.path.exists():
            return nothing

        def look(name: str, uri: bool = False) -> _Result:
            with self._opened(name, uri) as (database, version):
                if not version:
                    return nothing
                with _up_to_date(database, version) as current:
                    current.execute("BEGIN")
                    return query(current)

        def look_anywhere() -> _Result:
            try:
                return look(str(self.path))
            except sqlite3.OperationalError as error:
                if _code(error) not in _UNWRITABLE:
                    raise
                # WAL writes next to the database, unless it is opened as immutable.
                return look(f"{self.path.absolute().as_uri()}?immutable=1", uri=True)

        return self._explained(look_anywhere)

    def rows(self, query: str, *values: object) -> list[Any]:
        """The rows that a query returns; none if there is no database yet.

        Raises:
            Unstored: the database cannot be read.
        """
        return self.read(lambda database: database.execute(query, values).fetchall(), [])

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
            with closing(
                sqlite3.connect(name, timeout=PATIENCE, isolation_level=None, uri=True)
            ) as database:
                self._owned(database)
        except sqlite3.OperationalError:
            pass  # after a kill, a read-only connection may fail; the next one checks again

    def _owned(self, database: sqlite3.Connection) -> int:
        return _patiently(lambda: _in_one_moment(database, owned_version))

    def _copy(self, version: int) -> None:
        """Keep a copy of the database beside it, and only the newest copies.

        The caller's transaction keeps others from writing, so this is what it will change.
        """
        folder = self.path.parent
        for left in folder.glob(f".{self.path.stem}.version-*.tmp"):
            left.unlink()  # of a killed command: only the one that writes makes copies
        name = f"{self.path.stem}.version-{version}-{_time()}.db"
        unfinished = folder / f".{name}.tmp"
        with (
            closing(sqlite3.connect(self.path, timeout=PATIENCE)) as source,
            closing(sqlite3.connect(unfinished)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, without others beside it
        unfinished.rename(folder / name)
        for old in sorted(folder.glob(f"{self.path.stem}.version-*.db"), key=_stamped)[:-COPIES]:
            old.unlink()

    def _explained(self, work: Callable[[], _Result]) -> _Result:
        """Run `work`, on a new database if this one is damaged; turn a failure into a sentence."""
        try:
            before = _identity(self.path)
            try:
                return work()
            except sqlite3.DatabaseError as error:
                if not isinstance(error, Foreign) and _code(error) not in _DAMAGED:
                    raise
                self._put_aside(before)
                return work()
        except Newer:
            raise Unstored(
                f"Progress is not used: a newer version of practice wrote {self.path}; "
                "update practice to use it."
            ) from None
        except (OSError, sqlite3.Error) as error:
            raise Unstored(
                f"Progress is not stored: {self.path} could not be used ({reason(error)})."
            ) from error

    def _put_aside(self, damaged: int | None) -> None:
        if _identity(self.path) != damaged:
            return  # another command has done this already
        aside = self.path.with_name(f"{self.path.stem}.damaged-{_time()}.db")
        for suffix in ("-wal", "-shm", ""):
            part = Path(f"{self.path}{suffix}")
            if part.exists():
                part.rename(f"{aside}{suffix}")
        self.notice = (
            "The progress database was damaged or belonged to another program; it was moved to "
            f"{aside} and a new one was created."
        )


def reason(error: OSError | sqlite3.Error) -> str:
    """Why a database could not be used, in a few words."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    if _code(error) in _BUSY:
        return f"another command has locked it for {PATIENCE:.0f} s"
    if _code(error) == sqlite3.SQLITE_IOERR:  # what a full disk looks like beside a database
        return f"{error}: is the disk full?"
    return str(error)


@contextmanager
def _up_to_date(database: sqlite3.Connection, version: int) -> Iterator[sqlite3.Connection]:
    """A connection to read from: a changed copy in memory if the tables are not the newest ones."""
    names = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    if version == schema.VERSION and names >= schema.NEWEST:
        yield database
        return
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        database.backup(copy)
        schema.upgrade(copy, version)
        yield copy


def _in_one_moment(
    database: sqlite3.Connection, work: Callable[[sqlite3.Connection], _Result]
) -> _Result:
    """Read several things of one moment: between two, another command may create the tables."""
    database.execute("BEGIN")
    try:
        return work(database)
    finally:
        if database.in_transaction:  # some errors have ended it
            database.execute("ROLLBACK")


def _identity(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return None


def _time() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")


def _stamped(path: Path) -> str:
    return path.name.rpartition("-")[2]


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
