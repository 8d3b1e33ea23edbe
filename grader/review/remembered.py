"""What FSRS said about a learner's cards, kept in a file of their workspace.

The replay of all ratings takes longer than the rest of a light command. Nothing depends on the
file: what it does not have, or has of other ratings, is computed again.
"""

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

MAX_BYTES = 1_000_000
"""A longer file is not read: some thousand cards take a tenth of it."""


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
        self._header = f"{PARAMETERS_VERSION}\t{_fsrs()}"
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
        lines = [self._header]
        for name, (reviewed, due, stability) in self._used.items():
            lines.append(f"{name}\t{reviewed.isoformat()}\t{due.isoformat()}\t{stability!r}")
        try:
            write(self._file, "\n".join(lines).encode())
        except OSError:
            return  # the next command computes again
        self._stored = dict(self._used)

    def _read(self) -> dict[str, Memory]:
        try:
            content = read_regular(self._file, MAX_BYTES)
            header, *lines = content.decode("ascii").split("\n")
            known = header == self._header and len(content) <= MAX_BYTES
            return dict(map(_entry, lines)) if known else {}
        except (OSError, ValueError):
            return {}


def _entry(line: str) -> tuple[str, Memory]:
    name, reviewed, due, stability = line.split("\t")
    found = Memory(datetime.fromisoformat(reviewed), datetime.fromisoformat(due), float(stability))
    if not (found.reviewed.tzinfo and found.due.tzinfo and found.stability > 0):
        raise ValueError("no memory")
    return name, found


def _fsrs() -> int:
    """What changes when the package is replaced, without importing it."""
    package = find_spec("fsrs")
    assert package is not None  # the kit needs it
    assert package.origin is not None
    return Path(package.origin).stat().st_mtime_ns
