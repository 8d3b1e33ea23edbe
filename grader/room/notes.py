"""The learner's own notes: one file an exercise, beside the history."""

from pathlib import Path

from grader.catalogue import Exercise
from grader.learner.regular_file import read_regular
from grader.learner.texts import digest
from grader.learner.workspace import Workspace, write
from grader.room.files import NOTHING, Content, NotSaved

LONGEST = 200_000
_BETWEEN = "\n\n--- also saved ---\n\n"


def file_of(workspace: Workspace, exercise: Exercise) -> Path:
    """Where the notes on an exercise are."""
    return workspace.private / "notes" / exercise.topic / f"{exercise.name}.md"


def read(workspace: Workspace, exercise: Exercise) -> Content:
    """The notes on an exercise; empty if there are none that can be read."""
    try:
        raw = read_regular(file_of(workspace, exercise), LONGEST)
    except OSError:
        return Content("", NOTHING)
    return Content(raw.decode("utf-8", "replace"), digest(raw))


def save(workspace: Workspace, exercise: Exercise, text: str, base: str) -> Content:
    """Store notes that were made from those with the digest `base`.

    Notes that were written elsewhere meanwhile are not lost: both are kept, one below the other.

    Raises:
        NotSaved: they could not be stored.
    """
    now = read(workspace, exercise)
    if now.digest not in (base, NOTHING) and now.text != text:
        text = f"{text}{_BETWEEN}{now.text}"
    if len(text) > LONGEST:
        raise NotSaved(f"Notes can have {LONGEST:,} characters; shorten them to save them.")
    content = text.encode("utf-8", "replace")
    try:
        write(file_of(workspace, exercise), content)
    except OSError as error:
        raise NotSaved(
            f"Your notes could not be written ({error.strerror or error}); keep this page open."
        ) from error
    return Content(text, digest(content))
