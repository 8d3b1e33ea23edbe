"""Reading the working code of an exercise, and the bugs that can be placed in it."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from textwrap import dedent, indent

import rtoml

from grader.catalogue import Exercise


class HostError(ValueError):
    """A host or its bugs cannot be used; the message names the file and what to change."""


class Level(StrEnum):
    """How a bug shows, from the easiest to see."""

    VALUE = "value"  # a wrong number for most inputs
    STATISTICS = "statistics"  # a wrong distribution of random numbers
    GRADIENT = "gradient"  # right numbers, and a wrong gradient
    NUMERICS = "numerics"  # large, small or many numbers, or float32
    EDGE = "edge"  # special inputs, a changed input, another device


@dataclass(frozen=True)
class Bug:
    """A change of some lines of a host that makes it wrong.

    Attributes:
        name: its slug, unique in the exercise.
        level: how it shows.
        start: the first line that it changes, from 0.
        right: the lines of the host.
        wrong: what replaces them.
        says: names the bug in the debrief.
        not_with: bugs that hide it or that it hides; they are never placed together.
    """

    name: str
    level: Level
    start: int
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    says: str
    not_with: frozenset[str] = frozenset()

    @property
    def end(self) -> int:
        """The line after the last one that it changes."""
        return self.start + len(self.right)

    def goes_with(self, other: "Bug") -> bool:
        """Whether both can be placed in the same code."""
        apart = self.end <= other.start or other.end <= self.start
        named = other.name in self.not_with or self.name in other.not_with
        return apart and not named


@dataclass(frozen=True)
class Host:
    """Working code that defines the functions of an exercise, and its bugs."""

    exercise: Exercise
    text: str
    bugs: tuple[Bug, ...]

    def bug(self, name: str) -> Bug:
        """The bug of this name.

        Raises:
            HostError: there is none.
        """
        for bug in self.bugs:
            if bug.name == name:
                return bug
        raise HostError(f"{self.exercise.address} has no bug {name}.")

    def with_bugs(self, bugs: Iterable[Bug]) -> str:
        """The code with these bugs placed in it."""
        lines = self.text.split("\n")
        for bug in sorted(bugs, key=lambda bug: -bug.start):
            lines[bug.start : bug.end] = bug.wrong
        return "\n".join(lines)


def files(exercise: Exercise) -> tuple[Path, Path]:
    """Where the host of an exercise and its bugs are, whether they exist or not."""
    return exercise.host, exercise.host.with_suffix(".toml")


def has_host(exercise: Exercise) -> bool:
    """Whether there is code to place bugs in."""
    return all(file.is_file() for file in files(exercise))


@cache
def load_host(exercise: Exercise) -> Host:
    """Read the host of an exercise.

    Raises:
        HostError: a file is missing, or a bug does not fit the code.
    """
    code, data = files(exercise)
    try:
        text = code.read_text("utf-8")
        table = rtoml.loads(data.read_text("utf-8"))
        spans = _spans(ast.parse(text))
        bugs = tuple(_bug(name, entry, text, spans) for name, entry in table.items())
    except OSError as error:
        raise HostError(f"{exercise.address} has no code to find bugs in yet.") from error
    except (rtoml.TomlParsingError, SyntaxError, KeyError, ValueError) as error:
        raise HostError(f"{data.parent.name}/{data.name}: {error}") from error
    for bug in bugs:
        for other in bug.not_with - {bug.name for bug in bugs}:
            raise HostError(f"{data.parent.name}/{data.name}: {bug.name} names {other}: no bug.")
    return Host(exercise, text, bugs)


def _spans(module: ast.Module) -> dict[str, tuple[int, int]]:
    """The lines of each function, class and `Class.method`."""
    found = {}
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = (node.lineno - 1, node.end_lineno or node.lineno)
        if isinstance(node, ast.ClassDef):
            for part in node.body:
                if isinstance(part, ast.FunctionDef):
                    span = (part.lineno - 1, part.end_lineno or part.lineno)
                    found[f"{node.name}.{part.name}"] = span
    return found


def _bug(name: str, entry: dict[str, str], text: str, spans: dict[str, tuple[int, int]]) -> Bug:
    if entry["in"] not in spans:
        raise ValueError(f"{name} is in {entry['in']}, which the code does not define.")
    lines = text.split("\n")
    right = dedent(entry["right"]).strip("\n").split("\n")
    low, high = spans[entry["in"]]
    starts = [
        start
        for start in range(low, high - len(right) + 1)
        if dedent("\n".join(lines[start : start + len(right)])).split("\n") == right
    ]
    if len(starts) != 1:
        raise ValueError(f"{name}: its right lines occur {len(starts)} times in {entry['in']}.")
    [start] = starts
    shift = lines[start][: len(lines[start]) - len(lines[start].lstrip())]
    wrong = indent(dedent(entry["wrong"]).strip("\n"), shift).split("\n")
    return Bug(
        name,
        Level(entry["level"]),
        start,
        tuple(lines[start : start + len(right)]),
        tuple(wrong) if entry["wrong"].strip() else (),
        " ".join(entry["says"].split()),
        frozenset(entry.get("not_with", ())),
    )


def code_lines(text: str) -> list[str]:
    """The lines of a text that are code: not blank, and no comment."""
    stripped = (line.rstrip() for line in text.split("\n"))
    return [line for line in stripped if line and not line.lstrip().startswith("#")]


def overlapping(bugs: Iterable[Bug]) -> bool:
    """Whether two of the bugs change the same line."""
    return any(a.end > b.start for a, b in pairwise(sorted(bugs, key=lambda bug: bug.start)))
