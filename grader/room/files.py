"""The files are the truth: reading them for an editor, and saving without overwriting anybody.

An editor says with every save which content it started from. If the file has other content by
then, nothing is written, and the learner chooses.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grader.catalogue import Exercise
from grader.learner.autosave import note_autosave
from grader.learner.regular_file import read_regular
from grader.learner.texts import digest
from grader.learner.workspace import MAX_BYTES, Workspace, WorkspaceError, write

NOTHING = ""
"""The digest of a file that does not exist."""

LONGEST = 300_000
"""Characters that an editor may send; three times what is graded."""


@dataclass(frozen=True)
class Content:
    """What is in a file.

    Attributes:
        text: its text, with lines that end in a newline alone.
        digest: the digest of its bytes, or `NOTHING`.
    """

    text: str
    digest: str


@dataclass(frozen=True)
class Conflict:
    """A save that was refused, since the file has changed; `theirs` is what it has now."""

    theirs: Content


class NotText(WorkspaceError):
    """The file cannot be shown in an editor; the message says why, and what to do."""


class NotSaved(WorkspaceError):
    """The text was not saved, and the file is unchanged; the message says why."""


def read(workspace: Workspace, exercise: Exercise) -> Content:
    """The content of the learner's file of an exercise, as `read_file` gives it."""
    return read_file(workspace.file(exercise))


def read_file(file: Path) -> Content:
    """The content of a file; empty if there is none.

    Raises:
        NotText: it is not a file of text that an editor can show.
    """
    raw = _raw(file)
    if raw is None:
        return Content("", NOTHING)
    if len(raw) > LONGEST:
        raise NotText(f"{file.name} is longer than an answer can be; shorten it in your editor.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotText(f"{file.name} is not UTF-8 text; save it as UTF-8 in your editor.") from None
    return Content(text.replace("\r\n", "\n").replace("\r", "\n"), digest(raw))


def save(workspace: Workspace, exercise: Exercise, text: str, base: str) -> Content | Conflict:
    """Save the learner's file of an exercise, as `save_file` does.

    Raises:
        NotSaved: the text could not be written.
        NotText: what is there is not text.
    """

    def about_to(mark: str) -> None:
        if not workspace.exercises.is_dir():
            raise NotSaved(
                f"{workspace.exercises} is gone; put it back, and what you type is saved again."
            )
        note_autosave(workspace, exercise, mark)

    return save_file(workspace.file(exercise), text, base, about_to)


def save_file(
    file: Path, text: str, base: str, about_to: Callable[[str], None] = lambda _: None
) -> Content | Conflict:
    """Write a text that was made from the content with the digest `base`.

    Args:
        file: the file.
        text: the text.
        base: the digest.
        about_to: called with the new digest just before the file is written.

    Returns:
        The file's content now: the text, or what stands in its way.

    Raises:
        NotSaved: the text could not be written.
        NotText: what is there is not text.
    """
    if len(text) > LONGEST:
        raise NotSaved(f"This is longer than {LONGEST:,} characters; shorten it to save it.")
    now = read_file(file)
    if now.text == text and now.digest != NOTHING:
        return now
    if now.digest not in (base, NOTHING):
        return Conflict(now)
    content = _like(_raw(file) or b"", text)
    mark = digest(content)
    try:
        about_to(mark)
        write(file, content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise NotSaved(
            f"{file.name} could not be written ({reason}). What you type is kept in this browser "
            "and saved as soon as that works."
        ) from error
    return Content(text, mark)


def _raw(file: Path) -> bytes | None:
    """The bytes of a file; None if there is none.

    Raises:
        NotText: there is something else, or it cannot be read.
    """
    try:
        raw = read_regular(file, MAX_BYTES)
    except OSError:
        if not _is_there(file):
            return None
        what = "a folder" if file.is_dir() else "not a file that can be read"
        raise NotText(f"{file.name} is {what}; move it away, and reload this page.") from None
    if len(raw) > MAX_BYTES:
        raise NotText(f"{file.name} is too large; move it away, and reload this page.")
    return raw


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except OSError:
        return True


def _like(before: bytes, text: str) -> bytes:
    """A text as bytes, with the line ends and the byte-order mark of the file that it replaces."""
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    if before.count(b"\n") and before.count(b"\r\n") == before.count(b"\n"):
        text = text.replace("\n", "\r\n")
    return mark + text.encode("utf-8", "replace")
