"""The file behind a line of results: what it holds now, and whether that is what was graded."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from grader.batch.submissions import content_at, text
from grader.judging.submission import MAX_BYTES


class FileState(StrEnum):
    """How a file stands to the line about it."""

    GRADED = "graded"  # it has the content that was graded
    CHANGED = "changed"
    MISSING = "missing"  # or unreadable
    UNKNOWN = "unknown"  # nobody said where the answers are


@dataclass(frozen=True)
class AnswerFile:
    """A file that was graded.

    Attributes:
        state: whether it is still what was graded.
        text: what it holds now; empty if it cannot be read.
        why: why it cannot be read, in a sentence, or empty.
    """

    state: FileState
    text: str = ""
    why: str = ""


def read_answer(root: Path | None, path: str, sha256: str) -> AnswerFile:
    """Read the file of a line of results.

    Links are not followed, and nothing outside the folder is read, whatever the line says.

    Args:
        root: the folder of all learners, or None if it is not known.
        path: the file's path within it, as the line has it.
        sha256: the hash of what was graded.
    """
    if root is None:
        return AnswerFile(FileState.UNKNOWN, why="The folder of the answers is not known.")
    if not root.is_dir():
        return AnswerFile(FileState.MISSING, why=f"The folder {root} is not there any more.")
    parts = path.split("/")
    if any(part in ("", ".", "..") or "\0" in part for part in parts):
        return AnswerFile(FileState.MISSING, why=f"{path} is not a path within {root}.")
    try:
        raw = content_at(root, _on_disk(root, parts))
    except FileNotFoundError:
        return AnswerFile(FileState.MISSING, why=f"{path} is not in {root} any more.")
    except OSError as error:
        reason = error.strerror or str(error)
        return AnswerFile(FileState.MISSING, why=f"{path} cannot be read now: {reason}.")
    same = hashlib.sha256(raw).hexdigest() == sha256
    shown = raw[:MAX_BYTES].decode("utf-8-sig", "replace").replace("\r\n", "\n")
    return AnswerFile(FileState.GRADED if same else FileState.CHANGED, shown.replace("\r", "\n"))


def _on_disk(root: Path, parts: list[str]) -> list[str]:
    """The names that lead to a file: a line spells out the bytes of a name that is not text."""
    found: list[str] = []
    for part in parts:
        folder = root.joinpath(*found)
        if "\\" in part and not (folder / part).exists():
            names = (entry.name for entry in folder.iterdir())
            part = next((name for name in names if text(name) == part), part)
        found.append(part)
    return found
