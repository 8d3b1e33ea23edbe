"""Two texts side by side."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from grader.room import view

NEAR = 3  # equal lines that are shown around different ones


@dataclass(frozen=True)
class Row:
    """A line of each side, either of which may be missing, or a gap of equal lines left out."""

    left: str | None = None
    right: str | None = None
    changed: bool = False
    gap: int = 0


def rows(left: str, right: str, near: int = NEAR) -> list[Row]:
    """The lines of two texts, beside each other where they are equal; none if all are."""
    old, new = left.rstrip("\n").split("\n"), right.rstrip("\n").split("\n")
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    if all(step[0] == "equal" for step in steps):
        return []
    return list(_rows(old, new, steps, near))


def _rows(
    old: list[str], new: list[str], steps: Sequence[tuple[str, int, int, int, int]], near: int
) -> Iterator[Row]:
    for number, (kind, a, b, c, d) in enumerate(steps):
        if kind == "equal":
            head = 0 if number == 0 else near
            tail = 0 if number == len(steps) - 1 else near
            if b - a <= head + tail + 1:
                head, tail = b - a, 0
            yield from (Row(line, line) for line in old[a : a + head])
            if (gap := b - a - head - tail) > 0:
                yield Row(gap=gap)
            yield from (Row(line, line) for line in old[b - tail : b])
        else:
            for place in range(max(b - a, d - c)):
                mine = old[a + place] if a + place < b else None
                theirs = new[c + place] if c + place < d else None
                yield Row(mine, theirs, changed=True)


def side_by_side(left: str, right: str, left_name: str, right_name: str) -> Markup:
    """Both texts as a table; empty if they are equal."""
    found = rows(left, right)
    return (
        view.render("diff.html.j2", rows=found, left=left_name, right=right_name)
        if found
        else Markup("")
    )
