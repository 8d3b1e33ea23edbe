"""The module docstring of a solution: statement, hints and interview answer."""

import ast
import re
import textwrap
from dataclasses import dataclass

from grader.source.parsed import Parsed

HINTS = "## Hints"
INTERVIEW = "## In the interview"
OPENING = re.compile(r"[rRuU]?(\"\"\"|''')")
ITEM = re.compile(r"^(\d+)\. ", re.MULTILINE)


@dataclass(frozen=True)
class Prose:
    """The parts of a module docstring, and the docstring of a stub."""

    statement: str
    hints: tuple[str, ...]
    interview: str
    stub_docstring: str


def parse_prose(file: Parsed) -> Prose:
    """Take a module docstring apart.

    Raises:
        SourceError: there is none, or a part of it is missing, empty or out of order.
    """
    node = file.tree.body[0] if file.tree.body else None
    docstring = ast.get_docstring(file.tree, clean=False)
    if not isinstance(node, ast.Expr) or docstring is None:
        raise file.error(1, "has no module docstring; begin the file with the statement")
    source = ast.get_source_segment(file.text, node) or ""
    opening = OPENING.match(source)
    if opening is None:
        raise file.error(node.lineno, "write the module docstring in triple quotes")

    hints_at, hints_line = _heading(file, node.lineno, source, HINTS)
    interview_at, interview_line = _heading(file, node.lineno, source, INTERVIEW)
    if interview_at < hints_at:
        raise file.error(interview_line, f'move "{INTERVIEW}" below "{HINTS}"')

    statement, _, rest = docstring.partition(f"\n{HINTS}\n")
    hints, _, interview = f"\n{rest}".partition(f"\n{INTERVIEW}\n")
    if not statement.strip():
        raise file.error(node.lineno, f'write the statement above "{HINTS}"')
    if not interview.strip():
        raise file.error(interview_line, f'"{INTERVIEW}" is empty; write what to say')
    return Prose(
        statement=statement.strip(),
        hints=_items(file, hints_line, hints.strip()),
        interview=interview.strip(),
        stub_docstring=_closed(source[:hints_at].rstrip(), opening[1]),
    )


def _heading(file: Parsed, line: int, source: str, heading: str) -> tuple[int, int]:
    """Return the offset and the line of a heading that must stand in the docstring just once."""
    places = [
        (match.start(), line + source.count("\n", 0, match.start()))
        for match in re.finditer(rf"^{heading}$", source, re.MULTILINE)
    ]
    if not places:
        raise file.error(line, f'the module docstring has no line "{heading}"; add it')
    if len(places) > 1:
        raise file.error(places[1][1], f'"{heading}" stands here again; keep one')
    return places[0]


def _items(file: Parsed, line: int, text: str) -> tuple[str, ...]:
    """Return the items of a numbered list that holds exactly three and nothing else."""
    before, *parts = ITEM.split(text)
    numbers, items = parts[::2], [_dedented(item) for item in parts[1::2]]
    if before or numbers != ["1", "2", "3"] or not all(items):
        raise file.error(line, "write exactly three hints, as a list numbered 1. 2. 3.")
    return tuple(items)


def _dedented(item: str) -> str:
    first, _, rest = item.partition("\n")
    return f"{first}\n{textwrap.dedent(rest)}".strip()


def _closed(opened: str, quotes: str) -> str:
    """End a docstring as the formatter does: on its own line if it has more than one."""
    if "\n" in opened:
        return f"{opened}\n{quotes}"
    return f"{opened} {quotes}" if opened.endswith(('"', "\\")) else f"{opened}{quotes}"
