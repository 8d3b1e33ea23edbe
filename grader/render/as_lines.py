"""Verdicts as lines that editors understand: `file:line:column: severity: message`.

Line and column count from 1. An error is what fails; a warning is a blank that is left.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from grader.render.markdown import sanitise
from grader.render.text import failures
from grader.source.functions import functions
from grader.verdict import CheckResult, Status, Verdict

_TRACED = re.compile(r'^> ? File ".*", line (\d+)|^(\d+) \| ', re.MULTILINE)
"""The marked line of a traceback, or that of a syntax error."""

_SUSPECTED = re.compile(r"` at line (\d+)")
"""How a diagnosis ends that names a line."""

_VALUE = 60  # characters that are shown of what was returned


@dataclass(frozen=True)
class Problem:
    """What an editor marks."""

    line: int
    column: int
    severity: str
    message: str


def line_text(verdict: Verdict, text: str) -> str:
    """A line for each problem; empty after a pass.

    Args:
        verdict: the verdict.
        text: the graded file, or empty if it is not known; then places are only known in part.
    """
    path = _one_line(verdict.path)
    return "".join(
        f"{path}:{one.line}:{one.column}: {one.severity}: {_one_line(one.message)}\n"
        for one in _problems(verdict, text)
    )


def traced_line(check: CheckResult) -> int | None:
    """The line of the learner's file at which a check failed, where its traceback says it."""
    found = _TRACED.findall(check.traceback or "")
    return int(found[-1][0] or found[-1][1]) if found else None


def _problems(verdict: Verdict, text: str) -> Iterator[Problem]:
    lines = text.split("\n")
    for blank in verdict.blanks:
        column = lines[blank.line - 1].find("blank(") + 1 if blank.line <= len(lines) else 0
        message = f"blank {blank.number} of {blank.total}: {blank.prompt}"
        yield Problem(blank.line, max(column, 1), "warning", message)
    failed = failures(verdict)
    for check in failed:
        line, column = _place(check, verdict, text)
        yield Problem(line, column, "error", _message(check, verdict))
    if not failed and not verdict.blanks and verdict.status is not Status.PASS:
        yield Problem(1, 1, "error", verdict.message)


def _place(check: CheckResult, verdict: Verdict, text: str) -> tuple[int, int]:
    """Where a failure is: the line that raised or is suspected, or else the function."""
    lines = text.split("\n")
    if (line := traced_line(check)) is None and check is verdict.first_failure:
        named = _SUSPECTED.findall(verdict.misconception.message if verdict.misconception else "")
        line = int(named[-1]) if named else None
    if line is None:
        return _definition(check.name.partition(": ")[0], text)
    if line > len(lines):
        return line, 1
    caret = re.search(r"^(\d+ \| ).*\n( *)\^", check.traceback or "", re.MULTILINE)
    if caret:
        return line, len(caret[2]) - len(caret[1]) + 1
    return line, len(lines[line - 1]) - len(lines[line - 1].lstrip()) + 1


def _definition(name: str, text: str) -> tuple[int, int]:
    """Where a function is defined; the first line if it is not found."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return 1, 1
    found = [node for qualified, node in functions(tree) if qualified == name]
    return (found[-1].lineno, found[-1].col_offset + 1) if found else (1, 1)


def _message(check: CheckResult, verdict: Verdict) -> str:
    parts = [f"{check.name}:", check.message or f"Expected: {check.expected}"]
    example = check.counterexample
    if example and example.got is not None and example.expected is not None:
        parts.append(f"Yours: {_short(example.got)}; right: {_short(example.expected)}.")
    if verdict.misconception and check is verdict.first_failure:
        parts.append(f"Likely: {verdict.misconception.message}")
    return " ".join(parts)


def _short(value: str) -> str:
    shown = " ".join(value.split())
    return shown if len(shown) <= _VALUE else f"{shown[:_VALUE]} ..."


def _one_line(text: str) -> str:
    return " ".join(sanitise(text).split("\n"))
