"""A search for bugs in a terminal: what is left, and the debrief."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from grader.buggy.debrief import BugNote, Debrief
from grader.buggy.host import Level
from grader.render.feedback import feedback
from grader.render.markdown import Prose, sanitise
from grader.render.text import sentence_view
from grader.verdict import Status

if TYPE_CHECKING:
    from grader.buggy.judge import Judged

PASSING = (Status.PASS, Status.SKIPPED)
_SHOWS = {
    Level.VALUE: "a wrong value",
    Level.STATISTICS: "wrong statistics",
    Level.GRADIENT: "a wrong gradient",
    Level.NUMERICS: "extreme numbers or another precision",
    Level.EDGE: "special inputs only",
}


def bugs_view(judged: "Judged", total: int, then: str, *, verbose: bool = False) -> Group:
    """How many bugs are left, and the first law that fails.

    Args:
        judged: what was found.
        total: how many bugs there were.
        then: the command that grades the file again.
        verbose: whether to show every failed law.
    """
    return Group(*_parts(judged, total, then, verbose))


def debrief_view(debrief: Debrief) -> Group:
    """Each bug with its lines, and the size of the change."""
    parts: list[RenderableType] = []
    for number, note in enumerate(debrief.notes, 1):
        parts += [*_note(number, note), ""]
    changed, smallest = _lines(debrief.changed), _lines(debrief.smallest)
    parts.append(Prose(f"You changed {changed} of code; the smallest mend changes {smallest}."))
    return Group(*parts)


def left_sentence(judged: "Judged", total: int) -> str:
    """How many bugs are left, as a sentence."""
    left = len(judged.left)
    if left:
        return f"{left} of {count(total)} {'is' if left == 1 else 'are'} left."
    if judged.done:
        return "The bug is mended." if total == 1 else f"All {count(total)} are mended."
    placed = "The bug is mended" if total == 1 else f"All {count(total)} are mended"
    return f"{placed}, but the file does not pass: your change may have broken something else."


def count(bugs: int) -> str:
    """A number of bugs in words."""
    return f"{bugs} bug{'s' * (bugs != 1)}"


def _parts(judged: "Judged", total: int, then: str, verbose: bool) -> Iterator[RenderableType]:
    verdict = judged.verdict
    yield Text.assemble((verdict.exercise, "bold"), "  ", (sanitise(verdict.path), "dim"))
    yield ""
    failures = [c for c in verdict.checks if c.message and c.status not in PASSING]
    for check in failures if verbose else failures[:1]:
        yield from feedback(check, verdict)
        yield ""
    if not judged.done:
        yield sentence_view(verdict)
    yield Prose(left_sentence(judged, total), "", "  ", "green" if judged.done else "bold")
    if not judged.done:
        yield Prose(f"Next: mend what fails, then {then}.", "", "  ")


def _note(number: int, note: BugNote) -> Iterator[RenderableType]:
    shows = _SHOWS[note.bug.level]
    yield Prose(f"{number}. Line {note.line}: {note.bug.says} It shows by {shows}.")
    for sign, style, lines in (("-", "red", note.bug.wrong), ("+", "green", note.bug.right)):
        for line in lines:
            yield Text(f"   {sign} {line}", style)


def _lines(number: int) -> str:
    return f"{number} line{'s' * (number != 1)}"
