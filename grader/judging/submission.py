"""What can be known of a submission without running it: its text, its blanks, its names."""

import ast
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grader.catalogue import NOTEBOOK
from grader.learner.regular_file import read_regular
from grader.source import Blank
from grader.source.unfilled import unfilled
from grader.verdict import Verdict

MAX_BYTES = 100_000
"""Longer files are not graded: an honest answer has a few thousand bytes, and a syntax tree takes a
thousand times the memory of its text."""


class Unusable(Exception):
    """The file cannot be graded at all; the text is a sentence for the learner."""

    def __init__(self, message: str, excerpt: str | None = None) -> None:
        super().__init__(message)
        self.excerpt = excerpt


@dataclass(frozen=True)
class Submission:
    """A file that parses.

    Attributes:
        path: where it is, as the user named it.
        text: its source.
        blanks: the blanks that are left.
    """

    path: str
    text: str
    blanks: tuple[Blank, ...]


def read_submission(path: Path) -> Submission:
    """Read and parse a file.

    Raises:
        Unusable: it is missing, no regular file, unreadable, too long, no UTF-8 or no Python.
    """
    text = _text(path, content(path))
    try:
        return Submission(str(path), text, unfilled(text))
    except SyntaxError as error:
        raise _syntax(path, text, error) from None


def contract(solution: str) -> dict[str, int]:
    """The public names that a solution defines, with the number of positional arguments of each.

    Functions, classes (their constructor) and methods (`self` counted), but no private name.
    """
    names: dict[str, int] = {}
    for node in ast.parse(solution).body:
        if isinstance(node, ast.FunctionDef):
            names[node.name] = _positional(node)
        elif isinstance(node, ast.ClassDef):
            names[node.name] = 0
            for method in node.body:
                if isinstance(method, ast.FunctionDef):
                    if method.name == "__init__":
                        names[node.name] = _positional(method) - 1
                    names[f"{node.name}.{method.name}"] = _positional(method)
    return {
        name: count
        for name, count in names.items()
        if not any(part.startswith("_") for part in name.split("."))
    }


def _positional(function: ast.FunctionDef) -> int:
    return len(function.args.posonlyargs) + len(function.args.args)


def readable(path: str) -> str:
    """A path as text that can be stored and printed: bytes that are not UTF-8 are spelt out.

    Args:
        path: as Python decodes the bytes that the system knows it by, whatever the locale.
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def content(path: Path) -> bytes:
    """What is in a file, cut behind `MAX_BYTES`.

    Raises:
        Unusable: it is missing, no regular file, or unreadable.
    """
    try:
        if path.is_dir():
            raise Unusable(f"{path} is a folder; name the file in it that is to be graded.")
        if not path.exists():
            is_exercise = path.absolute().parts[-3:-2] == ("exercises",)
            then = "`practice start` writes a fresh stub" if is_exercise else "name one that does"
            raise Unusable(f"{path} does not exist; {then}.")
        if not path.is_file():
            raise Unusable(f"{path} is no regular file.")
        if path.suffix == ".ipynb":
            raise Unusable(f"{path} is a notebook. {NOTEBOOK}")
        return read_regular(path, MAX_BYTES)
    except OSError as error:
        raise Unusable(f"{path} cannot be read: {error.strerror or error}.") from None


def _text(path: Path, raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise Unusable(f"{path} is longer than {MAX_BYTES:,} bytes; an answer is far shorter.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unusable(f"{path} is not UTF-8 text (line {line}); save it as UTF-8.") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _syntax(path: Path, text: str, error: SyntaxError) -> Unusable:
    lines = text.split("\n")  # as Python counts: a form feed or U+2028 ends no line
    if error.lineno is None or not 0 < error.lineno <= len(lines):
        return Unusable(f"{path.name} is not valid Python: {error.msg}.")
    line = lines[error.lineno - 1][:200]
    column = min(max((error.offset or 1) - 1, 0), len(line))
    excerpt = f"{error.lineno} | {line}\n{' ' * (len(str(error.lineno)) + 3 + column)}^"
    message = f"{path.name}:{error.lineno} is not valid Python: {error.msg}."
    return Unusable(message, excerpt)


def digest(content: bytes) -> str:
    """What identifies the content of a file in the history."""
    import hashlib

    return hashlib.sha256(content).hexdigest()


def graded(path: Path, grade: Callable[[], Verdict]) -> tuple[Verdict, str]:
    """Grade a file.

    Returns:
        The verdict, and the digest of the content that it is about, to store with it: empty where
        there is none, and where the file was written meanwhile, so that nobody knows.
    """
    before = _digest_of(path)
    verdict = grade()
    return verdict, before if _digest_of(path) == before else ""


def _digest_of(path: Path) -> str:
    from grader.judging.submission import Unusable, content

    try:
        return digest(content(path))
    except Unusable:
        return ""
