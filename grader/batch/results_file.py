"""The results of a batch: an append-only file of JSON lines that survives a kill."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout

from grader.batch.row import Job, Row, row

_BEGINNING = b'{"schema": '


class UnusableResults(Exception):
    """The file cannot hold results; the message is a sentence."""


class Results:
    """The lines of a file; the last line about a submission counts.

    If the last line is incomplete, because a batch was killed, it is cut off.

    Attributes:
        damaged: how many lines could not be read; they are kept and ignored.
    """

    def __init__(self, file: BinaryIO) -> None:
        """Read what is there; see `results`, which opens the file."""
        self.damaged = 0
        self._file = file
        self._rows: dict[tuple[str, str], Row] = {}
        end = 0
        for line in file:
            if not line.endswith(b"\n"):
                self._refuse_unless(line.startswith(_BEGINNING) or _BEGINNING.startswith(line))
                file.truncate(end)
                break
            end += len(line)
            try:
                self._keep(row(line))
            except ValueError:
                self._refuse_unless(end > len(line))
                self.damaged += 1
        file.seek(end)

    def get(self, learner: str, exercise: str) -> Row | None:
        """The last line about a learner's answer to an exercise."""
        return self._rows.get((learner, exercise))

    def has(self, job: Job) -> bool:
        """Whether a file was already graded with the same content, kit and options."""
        known = self.get(job.learner, job.exercise)
        return known is not None and known.answers(job)

    def add(self, line: bytes) -> Row:
        """Append a line; once this returns, neither a kill nor a power failure loses it."""
        added = row(line)
        self._file.write(line)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._keep(added)
        return added

    def _keep(self, added: Row) -> None:
        self._rows[added.learner, added.exercise] = added

    def _refuse_unless(self, ours: bool) -> None:
        """Refuse a file that does not start as results do."""
        if not ours:
            raise UnusableResults(
                f"{self._file.name} is not a file of results; name another file with --results."
            )


@contextmanager
def results(path: Path) -> Iterator[Results]:
    """Open the results of a batch, and keep other batches out.

    Raises:
        Unusable: another batch is writing the file, or it is not a file of results.
        OSError: it cannot be read or written.
    """
    lock = FileLock(f"{path}.lock", timeout=0)
    try:
        with lock, path.open("ab+") as file:
            file.seek(0)
            yield Results(file)
    except Timeout:
        raise UnusableResults(
            f"Another batch is writing {path}; wait for it, or name another file with --results."
        ) from None
