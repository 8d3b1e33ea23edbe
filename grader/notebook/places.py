"""A verdict on a gathered text, with lines as they are in the cells that they were taken from."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import PurePath

from grader.verdict import CheckResult, Verdict

Place = tuple[str, int]
"""The label of a cell, and a line of it."""

_LINES = re.compile(r"\bline (\d+)|\blines (\d+) and (\d+)")


def short(label: str) -> str:
    """The label of a cell without that of its notebook."""
    return label.rpartition(", ")[2]


def placed(verdict: Verdict, places: Sequence[Place]) -> Verdict:
    """The verdict with the lines of cells.

    Args:
        verdict: a verdict on a text whose name is the label of one of the cells.
        places: for each line of the text, where it is from.
    """
    here = verdict.path
    name = re.escape(PurePath(here).name)

    def place(line: str) -> Place:
        number = int(line)
        return places[number - 1] if 0 < number <= len(places) else (here, number)

    def in_trace(found: re.Match[str]) -> str:
        label, line = place(found[1])
        return f'File "{label}", line {line}'

    def after_name(found: re.Match[str]) -> str:
        label, line = place(found[1])
        return f"{PurePath(label).name}:{line}"

    def in_words(found: re.Match[str]) -> str:
        if found[1]:
            label, line = place(found[1])
            return f"line {line}" if label == here else f"line {line} of {short(label)}"
        (one, first), (other, second) = place(found[2]), place(found[3])
        if one == other == here:
            return f"lines {first} and {second}"
        return f"line {first} of {short(one)} and line {second} of {short(other)}"

    def said(message: str) -> str:
        return _LINES.sub(in_words, re.sub(rf"\b{name}:(\d+)", after_name, message))

    def traced(trace: str | None) -> str | None:
        return trace and re.sub(rf'File "{re.escape(here)}", line (\d+)', in_trace, trace)

    misconception = verdict.misconception
    return replace(
        verdict,
        message=said(verdict.message),
        checks=tuple(_check(check, said, traced) for check in verdict.checks),
        misconception=misconception and replace(misconception, message=said(misconception.message)),
        blanks=tuple(replace(one, line=place(str(one.line))[1]) for one in verdict.blanks),
    )


def _check(
    check: CheckResult, said: Callable[[str], str], traced: Callable[[str | None], str | None]
) -> CheckResult:
    return replace(check, message=said(check.message), traceback=traced(check.traceback))
