"""Which content the room wrote into a learner's file, so that a watch does not grade it.

The room saves after every rest of half a second, and grades when asked; a save in another editor
means "grade this".
"""

from contextlib import suppress
from pathlib import Path

from grader.catalogue import Exercise
from grader.learner.regular_file import read_regular
from grader.learner.workspace import Workspace, write

_DIGEST = 64  # characters of a SHA-256


def note_autosave(workspace: Workspace, exercise: Exercise, digest: str) -> None:
    """Store that the room is about to write content with this digest."""
    with suppress(OSError):  # then a watch grades it, which harms nobody
        write(_file(workspace, exercise), digest.encode())


def is_autosave(workspace: Workspace, exercise: Exercise, digest: str) -> bool:
    """Whether the room was the last to write this content."""
    with suppress(OSError):
        return read_regular(_file(workspace, exercise), _DIGEST) == digest.encode()
    return False


def _file(workspace: Workspace, exercise: Exercise) -> Path:
    return workspace.private / "room" / "saves" / exercise.topic / exercise.name
