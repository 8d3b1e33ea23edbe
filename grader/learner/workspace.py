"""The learner's folder: where their files are, and how to write them without losing any."""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from grader.catalogue import Exercise
from grader.learner.regular_file import read_regular

MAX_BYTES = 10_000_000
"""Larger files are not kept, and so not replaced; graded files are a hundred times shorter."""


class WorkspaceError(Exception):
    """A problem with the workspace; the message says what it is and what to do."""

    exit_code = 1


class NotKept(WorkspaceError):
    """What is at a file's path cannot be kept, so it is not replaced either."""

    exit_code = 2


@dataclass(frozen=True)
class Workspace:
    """A folder with the learner's `exercises/` and the kit's `.practice/`."""

    root: Path

    @property
    def exercises(self) -> Path:
        """The folder of the learner's files."""
        return self.root / "exercises"

    @property
    def private(self) -> Path:
        """The folder of progress and kept files, created when something is first stored."""
        return self.root / ".practice"

    @property
    def database(self) -> Path:
        """The database of the learner's progress."""
        return self.private / "progress.db"

    def file(self, exercise: Exercise) -> Path:
        """The learner's file, whether or not it exists."""
        return self.exercises / exercise.file

    def content(self, exercise: Exercise) -> bytes | None:
        """The content of the learner's file, or None if there is no readable file.

        A file that is too long to be replaced is cut off.
        """
        try:
            return read_regular(self.file(exercise), MAX_BYTES)
        except OSError:
            return None

    def kept(self, exercise: Exercise) -> Path:
        """The folder of the earlier versions of a file."""
        return self.private / "kept" / exercise.topic / exercise.name

    def replace(self, exercise: Exercise, text: str) -> Path | None:
        """Write a learner's file, and keep the version that it replaces.

        Returns:
            Where the old version is kept, or None if there was none.

        Raises:
            NotKept: something that cannot be kept is at its path, such as a folder or a pipe.
            WorkspaceError: nothing could be written; the old version is unchanged.
        """
        file = self.file(exercise)
        with _told(file):
            old = _to_keep(file)
            kept = None if old is None else self._keep(exercise, old)
            write(file, text.encode())
        return kept

    def put_back(self, exercise: Exercise) -> bool:
        """Swap a learner's file with the version that was kept last.

        A kept version that equals the file is skipped: an interrupted swap leaves one.

        Returns:
            False if there is no other version to put back.

        Raises:
            NotKept: something that cannot be kept is at its path, such as a folder or a pipe.
            WorkspaceError: nothing could be written; the file is unchanged.
        """
        file = self.file(exercise)
        with _told(file):
            now = _to_keep(file)
            for version in sorted(self.kept(exercise).glob("*.py"), reverse=True):
                if (text := _to_keep(version)) != now and text is not None:
                    if now is not None:
                        self._keep(exercise, now)
                    write(file, text)
                    return True
        return False

    def _keep(self, exercise: Exercise, text: bytes) -> Path:
        time = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        kept = self.kept(exercise) / f"{time}.py"
        write(kept, text)
        return kept


def nearest(start: Path) -> Workspace | None:
    """The workspace around a folder: the folder itself or its nearest parent with `exercises/`."""
    start = start.absolute()
    return next((Workspace(p) for p in (start, *start.parents) if (p / "exercises").is_dir()), None)


def create(root: Path, stubs: dict[Path, str]) -> int:
    """Create a workspace, or add the files that one lacks; existing files are not changed.

    Args:
        root: its folder.
        stubs: the texts to write, by path under `exercises/`.

    Returns:
        How many files were written.

    Raises:
        WorkspaceError: a file could not be written; those written before it are complete.
    """
    written = 0
    for path, text in stubs.items():
        file = root / "exercises" / path
        with _told(file):
            if not os.path.lexists(file):
                write(file, text.encode())
                written += 1
    return written


def _to_keep(file: Path) -> bytes | None:
    """The whole content of a file that will be replaced; None if there is no file."""
    if not file.exists():
        return None
    mode = file.stat().st_mode
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "not a regular file"
        raise NotKept(f"{file} is {what}; move it away and try again.")
    content = read_regular(file, MAX_BYTES)
    if len(content) > MAX_BYTES:
        raise NotKept(f"{file} is larger than {MAX_BYTES:,} bytes; move it away and try again.")
    return content


def write(file: Path, content: bytes) -> None:
    """Write a file atomically: readers, and a power failure, see either the old or the new content.

    The packages for this are no longer maintained and recommend `os.replace`, which we use.
    """
    file = Path(os.path.realpath(file))  # replaces the target of a link, not the link
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    _sweep(file)
    try:
        with beside.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if file.exists():
            beside.chmod(file.stat().st_mode)
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _sync_folder(file.parent)


def _sweep(file: Path) -> None:
    """Remove temporary files that killed writers left more than a minute ago."""
    for left in file.parent.glob(f".{file.name}.*.tmp"):
        with suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > 60:
                left.unlink()


def _sync_folder(folder: Path) -> None:
    """Make a rename survive a power failure, where folders can be synced (not on Windows)."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise WorkspaceError(
            f"{file} could not be written ({reason}) and is unchanged; "
            "check that you may write to the folder and that the disk is not full."
        ) from error
