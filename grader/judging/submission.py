"""What a submission shows without running it: its text, its blanks, its names."""

import ast
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grader.catalogue import NOTEBOOK, exercises
from grader.learner.regular_file import read_regular
from grader.source import Blank
from grader.source.gaps import unfilled
from grader.verdict import Verdict

MAX_BYTES = 100_000
"""Longer files are not graded: an honest answer has a few thousand bytes, and a syntax tree takes a
thousand times as much memory as its text."""


class Unusable(Exception):
    """The file cannot be graded at all; the message is a sentence for the learner."""

    def __init__(self, message: str, excerpt: str | None = None) -> None:
        super().__init__(message)
        self.excerpt = excerpt


@dataclass(frozen=True)
class TextAnswer:
    """An answer that is in no file, such as a cell of a notebook.

    Attributes:
        name: how it is named to the learner, as a path would be.
        text: its source.
    """

    name: str
    text: str

    def __str__(self) -> str:
        """Its name, as a path has one."""
        return self.name


Answer = Path | TextAnswer
"""What is graded."""


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


def read_submission(path: Answer) -> Submission:
    """Read and parse a file, or parse a text.

    Raises:
        Unusable: it is missing, not a regular file, unreadable, too long, not UTF-8 or not Python.
    """
    text = _text(path, content(path))
    try:
        return Submission(str(path), text, unfilled(text))
    except SyntaxError as error:
        raise _syntax(path, text, error) from None


def contract(solution: str) -> dict[str, int]:
    """The public names that a solution defines, with the number of positional arguments of each.

    Functions, classes (their constructor) and methods (including `self`), but no private names.
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
    """A path as text that can be stored and printed: bytes that are not UTF-8 are spelled out.

    Args:
        path: the path as Python decodes it from the system, in any locale.
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def content(path: Answer) -> bytes:
    """The content of a file, cut off just above `MAX_BYTES`, or a text as it would be in a file.

    Raises:
        Unusable: it is missing, not a regular file, or unreadable.
    """
    if isinstance(path, TextAnswer):
        return path.text.encode("utf-8", "surrogatepass")
    try:
        if path.is_dir():
            raise Unusable(f"{path} is a folder; name a file in it to grade.")
        if not path.exists():
            folder, topic, name = ("", "", *path.absolute().with_suffix("").parts)[-3:]
            known = f"{topic}/{name}" in {one.address for one in exercises()}
            start = f"`practice start {topic}/{name}` creates it"
            then = start if known and folder == "exercises" else "name a file that does"
            raise Unusable(f"{path} does not exist; {then}.")
        if not path.is_file():
            raise Unusable(f"{path} is not a regular file; name one.")
        if path.suffix == ".ipynb":
            raise Unusable(f"{path} is a notebook. {NOTEBOOK}")
        return read_regular(path, MAX_BYTES)
    except OSError as error:
        raise Unusable(
            f"{path} cannot be read ({error.strerror or error}); check the file."
        ) from None


def text_of(raw: bytes) -> str:
    """What a file says, to find places in it, whether or not it can be graded."""
    return _with_newlines(raw.decode("utf-8-sig", "replace"))


def _text(path: Answer, raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise Unusable(f"{path} is longer than {MAX_BYTES:,} bytes; shorten it.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unusable(f"{path} is not UTF-8 text (line {line}); save it as UTF-8.") from None
    return _with_newlines(text)


def _with_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _syntax(path: Answer, text: str, error: SyntaxError) -> Unusable:
    lines = text.split("\n")  # as Python counts: a form feed or U+2028 does not end a line
    if error.lineno is None or not 0 < error.lineno <= len(lines):
        return Unusable(f"{path.name} is not valid Python: {error.msg}.")
    line = lines[error.lineno - 1][:200]
    column = min(max((error.offset or 1) - 1, 0), len(line))
    excerpt = f"{error.lineno} | {line}\n{' ' * (len(str(error.lineno)) + 3 + column)}^"
    message = f"{path.name}:{error.lineno} is not valid Python: {error.msg}."
    return Unusable(message, excerpt)


def graded(path: Answer, grade: Callable[[], Verdict]) -> tuple[Verdict, bytes]:
    """Grade an answer.

    Returns:
        The verdict, and the content that was graded, to store with it. The content is empty if
        there is none, or if the file was written during the grade.
    """
    before = content_or_nothing(path)
    verdict = grade()
    return verdict, before if content_or_nothing(path) == before else b""


def content_or_nothing(path: Answer) -> bytes:
    """The content of a file, or nothing if it cannot be read."""
    try:
        return content(path)
    except Unusable:
        return b""
