"""What is said when every bug is mended: each bug, its lines, and the size of the change."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from grader.buggy.given import Given
from grader.buggy.host import Bug, code_lines, load_host


@dataclass(frozen=True)
class BugNote:
    """One bug, explained.

    Attributes:
        bug: the bug.
        line: its first line in the code that was given, from 1.
    """

    bug: Bug
    line: int


@dataclass(frozen=True)
class Debrief:
    """The bugs of a file, and how much was changed to mend them.

    Attributes:
        notes: the bugs, in the order of their lines.
        changed: how many lines of code were changed, added or removed.
        smallest: how many the shortest mend changes.
    """

    notes: tuple[BugNote, ...]
    changed: int
    smallest: int


def debrief(given: Given, text: str) -> Debrief:
    """Explain the bugs that were given.

    Args:
        given: what was given.
        text: what became of it.
    """
    host, notes, shift = load_host(given.exercise), [], 0
    for bug in given.bugs:
        notes.append(BugNote(bug, bug.start + shift + 1))
        shift += len(bug.wrong) - len(bug.right)
    return Debrief(tuple(notes), changes(given.text, text), changes(given.text, host.text))


def changes(before: str, after: str) -> int:
    """How many lines of code differ; blank lines and comments do not count."""
    matcher = SequenceMatcher(None, code_lines(before), code_lines(after), autojunk=False)
    return sum(
        max(high - low, to - start)
        for kind, low, high, start, to in matcher.get_opcodes()
        if kind != "equal"
    )
