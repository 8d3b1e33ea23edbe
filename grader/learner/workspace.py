"""The learner's folder: where their files are, and how to write them without losing any."""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

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


class Workspace(NamedTuple):
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

    def notes(self, exercise: Exercise) -> Path:
        """The learner's own notes on an exercise, in Markdown, if they have written any."""
        return self.private / "notes" / exercise.topic / f"{exercise.name}.md"

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
        with writing(file):
            old = _to_keep(file)
            kept = None if old is None else _keep(self.kept(exercise), old, file.suffix)
            write(file, text.encode())
        return kept

    def keep(self, exercise: Exercise) -> None:
        """Keep a learner's file as it is, as one that is replaced.

        Raises:
            NotKept: something that cannot be kept is at its path, such as a folder or a pipe.
            WorkspaceError: it could not be kept.
        """
        keep(self.file(exercise), self.kept(exercise))

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
        with writing(file):
            now = _to_keep(file)
            for version in sorted(self.kept(exercise).glob("*.py"), reverse=True):
                if (text := _to_keep(version)) != now and text is not None:
                    if now is not None:
                        _keep(self.kept(exercise), now, file.suffix)
                    write(file, text)
                    return True
        return False


def nearest(start: Path) -> Workspace | None:
    """The workspace around a folder: the folder itself or its nearest parent with `exercises/`."""
    start = start.absolute()
    return next((Workspace(p) for p in (start, *start.parents) if (p / "exercises").is_dir()), None)


def create(root: Path, texts: dict[Path, str], folder: str = "exercises") -> int:
    """Create a workspace, or add the files that one lacks; existing files are not changed.

    Args:
        root: where it is.
        texts: the texts to write, by path under the folder.
        folder: a folder in the workspace.

    Returns:
        How many files were written.

    Raises:
        WorkspaceError: a file could not be written; those written before it are complete.
    """
    written = 0
    for path, text in texts.items():
        file = root / folder / path
        with writing(file):
            if not os.path.lexists(file):
                write(file, text.encode())
                written += 1
    return written


def keep(file: Path, folder: Path) -> None:
    """Keep a file as it is, if there is one, as a version in a folder.

    Raises:
        NotKept: something that cannot be kept is at its path, such as a folder or a pipe.
        WorkspaceError: it could not be kept.
    """
    with writing(file):
        if (now := _to_keep(file)) is not None:
            _keep(folder, now, file.suffix)


def _keep(folder: Path, content: bytes, suffix: str) -> Path:
    kept = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}{suffix}"
    with writing(kept):  # else the file that it is kept of would be blamed
        write(kept, content)
    return kept


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
def writing(file: Path) -> Iterator[None]:
    """Say in a sentence that a file could not be written inside the block.

    Raises:
        WorkspaceError: it could not.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise WorkspaceError(
            f"{file} could not be written ({reason}) and is unchanged; "
            "check that you may write to the folder and that the disk is not full."
        ) from error
