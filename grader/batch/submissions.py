"""The submissions in a folder of many learners: FOLDER/<learner>/<topic>/<exercise>.py.

Links are never followed. Otherwise a learner could link to another learner's file and have it
graded, or to a file of the teacher's and have it quoted.
"""

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.catalogue import Exercise, UnknownAddress, exercises, find, topics
from grader.judging.submission import MAX_BYTES, readable

NO_FILE = "it is a link or not a regular file"
TWICE = "the learner also has this exercise outside exercises/"
NOTEBOOK_IN_A_CLASS = "Only Python files are graded: ask for its code as a .py file."
_QUIET = ("__pycache__", "__init__.py")

# Does not follow a link, and does not wait for a pipe.
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to grade.

    Attributes:
        learner: whose it is: the name of their folder.
        exercise: the exercise that it answers.
        path: its path within the folder of all learners, as text that can be stored and printed.
        root: the folder of all learners.
        parts: the names on the path from there to the file.
    """

    learner: str
    exercise: Exercise
    path: str
    root: Path
    parts: tuple[str, ...]


@dataclass
class Folder:
    """What is in a folder.

    Attributes:
        learners: the names of all learners, including those who handed in nothing.
        files: what can be graded: learner by learner, in the order of the catalogue.
        ignored: everything else, with a reason, or an empty string where none is needed.
    """

    learners: list[str] = field(default_factory=list)
    files: list[Found] = field(default_factory=list)
    ignored: list[tuple[str, str]] = field(default_factory=list)


def survey(root: Path, only: Iterable[Exercise] = ()) -> Folder:
    """Find the submissions.

    Args:
        root: the folder of all learners.
        only: the exercises to look for; all by default.

    Raises:
        OSError: the folder itself cannot be read.
    """
    wanted = set(only or exercises())
    found = Folder()
    for learner in _entries(root):
        name = text(learner.name)
        if not learner.is_dir(follow_symlinks=False):
            found.ignored.append((name, NO_FILE if learner.is_symlink() else ""))
        elif name in found.learners[-1:]:
            found.ignored.append((name, "another learner's name looks the same"))
        else:
            found.learners.append(name)
            try:
                files = _of_learner(root, learner, found.ignored)
                found.files += [one for one in files if one.exercise in wanted]
            except OSError as problem:
                found.ignored.append((name, problem.strerror or str(problem)))
    return found


def learner_names(root: Path) -> list[str]:
    """The names of all learners, whatever they handed in.

    Raises:
        OSError: the folder cannot be read.
    """
    folders = (one for one in _entries(root) if one.is_dir(follow_symlinks=False))
    return list(dict.fromkeys(text(one.name) for one in folders))


def content(found: Found) -> bytes:
    """The content of a file, cut off just above `MAX_BYTES`, which is too long to be graded.

    Raises:
        OSError: it cannot be read, or it or a folder on its path has been replaced.
    """
    return content_at(found.root, found.parts)


def content_at(root: Path, parts: Sequence[str]) -> bytes:
    """The content of the file that some names below a folder lead to, as `content` gives it.

    Raises:
        OSError: it cannot be read, or it or a folder on its path has been replaced.
    """
    with open(parts[-1], "rb", opener=lambda name, _: _opened(root, parts)) as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(0, NO_FILE, text("/".join(parts)))
        return stream.read(MAX_BYTES + 1)


def _opened(root: Path, parts: Sequence[str]) -> int:
    """Open a file folder by folder, and refuse any that has become a link."""
    if os.open not in os.supports_dir_fd:
        return os.open(root.joinpath(*parts), _READ)
    place = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for name in parts:
            inner = os.open(name, _READ, dir_fd=place)
            os.close(place)
            place = inner
    except OSError as error:
        os.close(place)
        if error.errno in (errno.ELOOP, errno.ENOTDIR):
            raise OSError(0, NO_FILE, text("/".join(parts))) from None
        raise
    return place


def text(name: str) -> str:
    """A file's name as text; bytes that are not text are spelled out."""
    return readable(name)


def _of_learner(
    root: Path, learner: os.DirEntry[str], ignored: list[tuple[str, str]]
) -> list[Found]:
    found: dict[Exercise, Found] = {}
    name = text(learner.name)
    for entry, shown in _candidates(learner):
        if entry.is_dir(follow_symlinks=False):
            ignored.append((f"{shown}/", ""))
            continue
        exercise, reason = _meant(shown)
        if exercise is not None and not entry.is_file(follow_symlinks=False):
            exercise, reason = None, NO_FILE
        if exercise in found:
            exercise, reason = None, TWICE
        if exercise is None:
            ignored.append((shown, reason))
        else:
            parts = Path(entry.path).relative_to(root).parts
            found[exercise] = Found(name, exercise, shown, root, parts)
    return [found[exercise] for exercise in exercises() if exercise in found]


def _candidates(learner: os.DirEntry[str]) -> Iterator[tuple[os.DirEntry[str], str]]:
    """Every entry where an answer could be; the learner's own exercises/ comes last."""
    known = {topic.name for topic in topics()}
    level = [(entry, f"{text(learner.name)}/{text(entry.name)}") for entry in _entries(learner)]
    inner = [one for one in level if one[0].name == "exercises"]
    outer = [one for one in level if one[0].name != "exercises"]
    for entry, shown in inner:
        if entry.is_dir(follow_symlinks=False):
            outer += [(below, f"{shown}/{text(below.name)}") for below in _entries(entry)]
        else:
            outer.append((entry, shown))
    for entry, shown in outer:
        if entry.name in known and entry.is_dir(follow_symlinks=False):
            yield from ((below, f"{shown}/{text(below.name)}") for below in _entries(entry))
        else:
            yield entry, shown


def _meant(shown: str) -> tuple[Exercise | None, str]:
    """The exercise that a file answers, by its path, or why it answers none."""
    address, dot, suffix = "/".join(shown.split("/")[1:]).removeprefix("exercises/").rpartition(".")
    if not dot or suffix != "py":
        return None, f"It is a notebook. {NOTEBOOK_IN_A_CLASS}" if suffix == "ipynb" else ""
    exercise = next((one for one in exercises() if one.address == address), None)
    if exercise is not None:
        return exercise, ""
    try:
        [close, *_] = find([address])
    except UnknownAddress as unknown:
        return None, str(unknown)
    learner, _, _ = shown.partition("/")
    return None, f"Did you mean {learner}/{close.file.as_posix()}?"


def _entries(folder: Path | os.DirEntry[str]) -> list[os.DirEntry[str]]:
    """The entries of a folder, sorted by name, without hidden ones."""
    with os.scandir(folder) as entries:
        seen = [e for e in entries if not e.name.startswith(".") and e.name not in _QUIET]
    return sorted(seen, key=lambda entry: text(entry.name))
