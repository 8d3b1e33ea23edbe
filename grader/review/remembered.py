"""What FSRS said about a learner's cards, kept in a file of their workspace.

The replay of all ratings takes longer than the rest of a light command. Nothing depends on the
file: what it does not have, or has of other ratings, is computed again.
"""

import zlib
from collections.abc import Sequence
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from grader.learner.log import Log
from grader.learner.regular_file import read_regular
from grader.learner.workspace import Workspace, write
from grader.review.cards import Deck, deck
from grader.review.ratings import Event
from grader.review.schedule import PARAMETERS_VERSION, Memory, memory

MAX_BYTES = 2_000_000
"""A longer file is neither read nor written: a rating takes some 35 bytes of it."""


def deck_of(workspace: Workspace, log: Log) -> Deck:
    """The cards that follow from what was done in a workspace; see `grader.review.cards.deck`."""
    remembered = Remembered(workspace)
    found = deck(log, remembered.memory)
    remembered.keep()
    return found


class Remembered:
    """The memories of the cards of one workspace.

    Args:
        workspace: the learner's workspace.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._file = workspace.private / "memory.tsv"
        self._made_by = f"{PARAMETERS_VERSION}\t{_fsrs()}"
        self._stored = self._read()
        self._used: dict[str, Memory] = {}

    def memory(self, events: Sequence[Event]) -> Memory:
        """What is remembered after what was rated; see `grader.review.schedule.memory`."""
        name = " ".join(f"{event.at.isoformat()}={event.rating:d}" for event in events)
        self._used[name] = found = self._stored.get(name) or memory(events)
        return found

    def keep(self) -> None:
        """Write what was asked for, if it is not what the file has; it may stay unwritten."""
        if self._used == self._stored or not self._file.parent.is_dir():
            return
        content = "\n".join(
            f"{name}\t{reviewed.isoformat()}\t{due.isoformat()}\t{stability!r}"
            for name, (reviewed, due, stability) in self._used.items()
        ).encode()
        if len(content) > MAX_BYTES:
            return
        try:
            write(self._file, self._header(content) + content)
        except OSError:
            return  # the next command computes again
        self._stored = dict(self._used)

    def _read(self) -> dict[str, Memory]:
        try:
            header, _, content = read_regular(self._file, 2 * MAX_BYTES).partition(b"\n")
            known = header + b"\n" == self._header(content)
            return dict(map(_entry, content.decode("ascii").split("\n"))) if known else {}
        except (OSError, ValueError):
            return {}

    def _header(self, content: bytes) -> bytes:
        return f"{self._made_by}\t{zlib.crc32(content)}\n".encode()


def _entry(line: str) -> tuple[str, Memory]:
    name, reviewed, due, stability = line.split("\t")
    days = datetime.fromisoformat(reviewed), datetime.fromisoformat(due)
    return name, Memory(*days, float(stability))


def _fsrs() -> str:
    """What changes when the package is replaced, without importing it; empty if that is unknown."""
    package = find_spec("fsrs")
    if package is None or package.origin is None:
        return ""
    try:
        about = Path(package.origin).with_name("scheduler.py").stat()
    except OSError:
        return ""
    return f"{about.st_mtime_ns} {about.st_size}"
