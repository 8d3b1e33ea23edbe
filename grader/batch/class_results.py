"""The results of a class as one reads them: streamed from the file, and on when it grows.

Of a line only what the overview needs is kept, and where it begins; a line that is opened is read
again. So a file of any size takes a few hundred bytes for each answer that counts.
"""

import os
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import msgspec

from grader.batch.row import MistakeName
from grader.verdict import SCHEMA_VERSION

LONGEST_LINE = 1 << 24
"""Bytes of the longest line that is read: the grader cuts what a file may print far below."""

PORTION = 1000
"""Lines that are read before others may look at what is known."""

_BEGINNING = b'{"schema": '


class _Head(msgspec.Struct, frozen=True):
    """What is kept of a line, as it stands there."""

    schema: int
    learner: str
    exercise: str
    path: str
    sha256: str
    kit: str
    verdict: str | None
    misconception: MistakeName | None


class Located(msgspec.Struct, frozen=True):
    """Which file a line is about, and the hash of what was graded."""

    path: str
    sha256: str


class Cell(msgspec.Struct, frozen=True, gc=False):
    """A learner's answer to an exercise, by the last line about it.

    Attributes:
        outcome: the verdict, or `fault`.
        mistake: the id of the mistake that was named, or None.
        kit: the version that graded it.
        place: where its line begins in the file.
    """

    outcome: str
    mistake: str | None
    kit: str
    place: int


@dataclass(frozen=True)
class Progress:
    """How far the file was read.

    Attributes:
        read: bytes.
        size: the bytes that the file had when it was last looked at.
        damaged: lines that cannot be read.
        newer: lines of a format that this version does not know.
        unfinished: whether the last line has no end: it is being written, or its writer was killed.
        problem: why the file cannot be read, in a sentence, or empty.
    """

    read: int = 0
    size: int = 0
    damaged: int = 0
    newer: int = 0
    unfinished: bool = False
    problem: str = ""

    @property
    def is_reading(self) -> bool:
        """Whether there is more to read than an unfinished line."""
        return not self.problem and not self.unfinished and self.read < self.size


class ClassResults:
    """A file of results. Hold `lock` while you look; one thread at a time refreshes.

    Attributes:
        path: the file.
        lock: held for a moment while something is added.
        learners: everybody in it, in the order in which they appear: their number is their place.
        cells: their answers, by the learner's number and the exercise's address.
        messages: a sentence about each mistake, by the exercise's address and its id.
        varied: the mistakes whose sentences differ: they name lines of the learner's own file.
        progress: how far the file was read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = threading.RLock()
        self._file: tuple[int, int] | None = None
        self._forget()

    def _forget(self) -> None:
        self.learners: list[str] = []
        self.cells: dict[tuple[int, str], Cell] = {}
        self.messages: dict[tuple[str, str], str] = {}
        self.varied: set[tuple[str, str]] = set()
        self.progress = Progress()
        self._numbers: dict[str, int] = {}

    def refresh(self) -> bool:
        """Read what is new in the file; returns whether anything changed.

        The file is only ever appended to. One that is shorter than before, or another one under its
        name, is read from the start.
        """
        before = self.progress
        try:
            with self.path.open("rb") as file:
                found = os.fstat(file.fileno())
                if self._file != (found.st_dev, found.st_ino) or found.st_size < before.read:
                    with self.lock:
                        self._forget()
                    self._file = found.st_dev, found.st_ino
                file.seek(self.progress.read)
                self._read(file, found.st_size)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            problem = f"{self.path} cannot be read ({reason}); what was read of it before is shown."
            self.progress = replace(before, problem=problem)
        return self.progress != before

    def located(self, number: int, exercise: str) -> Located | None:
        """The file behind an answer; None if its line is not where it was.

        Raises:
            OSError: the file of results cannot be read.
        """
        line = self.line(number, exercise)
        return None if line is None else msgspec.json.decode(line, type=Located)

    def line(self, number: int, exercise: str) -> bytes | None:
        """The line that counts for an answer; None if it is not where it was.

        Raises:
            OSError: the file cannot be read.
        """
        cell = self.cells.get((number, exercise))
        if cell is None:
            return None
        with self.path.open("rb") as file:
            file.seek(cell.place)
            line = file.readline(LONGEST_LINE)
        try:
            head = msgspec.json.decode(line, type=_Head)
        except msgspec.MsgspecError:
            return None
        return line if (head.learner, head.exercise) == (self.learners[number], exercise) else None

    def kits(self) -> Counter[str]:
        """How many answers each version of the kit graded."""
        return Counter(cell.kit for cell in self.cells.values())

    def _read(self, file: BinaryIO, size: int) -> None:
        lines = _lines(file, self.progress.read)
        more = True
        while more:
            portion = [one for _, one in zip(range(PORTION), lines, strict=False)]
            more = len(portion) == PORTION
            with self.lock:
                self._add(portion, size)

    def _add(self, portion: list[tuple[int, int, bytes | None]], size: int) -> None:
        now = self.progress
        read, damaged, newer, unfinished = now.read, now.damaged, now.newer, False
        for place, end, line in portion:
            if line is not None and not line.endswith(b"\n"):
                unfinished = True  # read again when there is more of it
                break
            read = end
            try:
                head = _decoder.decode(line or b"")
            except msgspec.MsgspecError:
                damaged += 1
                continue
            if head.schema > SCHEMA_VERSION:
                newer += 1
            else:
                self._keep(head, place)
        self.progress = Progress(read, max(size, read), damaged, newer, unfinished)

    def _keep(self, head: _Head, place: int) -> None:
        exercise, mistake = sys.intern(head.exercise), head.misconception
        number = self._numbers.setdefault(head.learner, len(self.learners))
        if number == len(self.learners):
            self.learners.append(head.learner)
        if mistake is not None:
            key = exercise, mistake.id
            if self.messages.setdefault(key, mistake.message) != mistake.message:
                self.varied.add(key)
        self.cells[number, exercise] = Cell(
            sys.intern(head.verdict or "fault"),
            sys.intern(mistake.id) if mistake else None,
            sys.intern(head.kit),
            place,
        )


_decoder = msgspec.json.Decoder(_Head)


def _lines(file: BinaryIO, place: int) -> Iterator[tuple[int, int, bytes | None]]:
    """Where each line begins and ends, and the line; None for one that is too long to be ours."""
    while line := file.readline(LONGEST_LINE):
        start, place, whole = place, place + len(line), True
        while not line.endswith(b"\n") and len(line) == LONGEST_LINE:
            line, whole = file.readline(LONGEST_LINE), False
            place += len(line)
        yield start, place, line if whole else None


def looks_like_results(path: Path) -> bool:
    """Whether a file begins as results do, or is empty.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(len(_BEGINNING))
    return _BEGINNING.startswith(start)
