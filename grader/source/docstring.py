"""The module docstring of a solution, part by part."""

import ast
import itertools
import re
import textwrap
from pathlib import Path
from typing import NamedTuple

from grader.source.parsed import Parsed

FORMULA, HINTS, INTERVIEW, RUBRIC = HEADINGS = (
    "## Formula",
    "## Hints",
    "## In the interview",
    "## Rubric",
)
RED_FLAGS = "Red flags:"
OPENING = re.compile(r"[rRuU]?(\"\"\"|''')")
NUMBERED = re.compile(r"^(\d+)\. ", re.MULTILINE)
BULLET = re.compile(r"^(-) ", re.MULTILINE)
CODE = re.compile(r"`[^`]+`|^ {4,}\S|^```", re.MULTILINE)


class DocstringParts(NamedTuple):
    """The parts of a module docstring, and the docstring of a stub."""

    statement: str
    formula: str
    hints: tuple[str, ...]
    interview: str
    rubric: tuple[str, ...]
    red_flags: tuple[str, ...]
    stub_docstring: str


def read_parts(path: Path) -> DocstringParts:
    """The docstring of a solution that the kit ships, which need not be proved sound again.

    `read_solution` does that for authors and stubs, and takes ten times as long.
    """
    text = path.read_text("utf-8")
    return parse_docstring(Parsed(path, text, tuple(text.split("\n")), ast.parse(text), ()))


def parse_docstring(file: Parsed) -> DocstringParts:
    """Split a module docstring into its parts.

    Raises:
        SourceError: there is no docstring, or a part of it is missing, empty or out of order.
    """
    node = file.tree.body[0] if file.tree.body else None
    docstring = ast.get_docstring(file.tree, clean=False)
    if not isinstance(node, ast.Expr) or docstring is None:
        raise file.error(1, "has no module docstring; start the file with the statement")
    source = ast.get_source_segment(file.text, node) or ""
    opening = OPENING.match(source)
    if opening is None:
        raise file.error(node.lineno, "write the module docstring in triple quotes")

    places = [_place(file, node.lineno, source, heading) for heading in HEADINGS]
    lines = dict(zip(HEADINGS, (line for _, line in places), strict=True))
    for above, below in itertools.pairwise(HEADINGS):
        if lines[below] < lines[above]:
            raise file.error(lines[below], f'move "{below}" below "{above}"')

    statement, *texts = (
        part.strip() for part in re.split(rf"^(?:{'|'.join(HEADINGS)})$", docstring, flags=re.M)
    )
    if len(texts) != len(HEADINGS):  # a line of the string need not be a line of the file
        raise file.error(node.lineno, "put each heading of the docstring on its own line")
    parts = dict(zip(HEADINGS, texts, strict=True))
    if not statement:
        raise file.error(node.lineno, f'write the statement above "{FORMULA}"')
    if not CODE.search(parts[FORMULA]):
        raise file.error(lines[FORMULA], f'"{FORMULA}" has no code; write the formula as `code`')
    if not parts[INTERVIEW]:
        raise file.error(lines[INTERVIEW], f'"{INTERVIEW}" is empty; write what to say')
    rubric, red_flags = _rubric(file, lines[RUBRIC], parts[RUBRIC])
    return DocstringParts(
        statement=statement,
        formula=parts[FORMULA],
        hints=_hints(file, lines[HINTS], parts[HINTS], parts[FORMULA]),
        interview=parts[INTERVIEW],
        rubric=rubric,
        red_flags=red_flags,
        stub_docstring=_closed(source[: places[0][0]].rstrip(), opening[1]),
    )


def parts_returned(statement: str, function: str) -> tuple[str, ...]:
    """The names that a statement gives to the parts of the tuple that a function returns.

    They stand in parentheses in the item of the list that begins with the function's signature:
    "`encode(x) -> (mu, log_var)`", or "`mle(y)`: `(mu, sigma)`, the mean and ...".

    Args:
        statement: the task, in Markdown.
        function: its name; of a method, `Class.method`.

    Returns:
        Nothing if the statement names none.
    """
    name = re.escape(function.rpartition(".")[2])
    item = re.search(rf"(?ms)^- `{name}\([^`]*?\)(.*?)(?=^\S|\Z)", statement)
    named = re.search(r"(?:-> |`)\((\w+(?:, \w+)+)\)`", item[1] if item else "")
    return tuple(named[1].split(", ")) if named else ()


def _place(file: Parsed, line: int, source: str, heading: str) -> tuple[int, int]:
    """Return the offset and the line of a heading that must occur exactly once in the docstring."""
    places = [
        (match.start(), line + source.count("\n", 0, match.start()))
        for match in re.finditer(rf"^{heading}$", source, re.MULTILINE)
    ]
    if not places:
        raise file.error(line, f'the module docstring has no line "{heading}"; add it')
    if len(places) > 1:
        raise file.error(places[1][1], f'"{heading}" occurs a second time; keep one')
    return places[0]


def _hints(file: Parsed, line: int, text: str, formula: str) -> tuple[str, ...]:
    """Return the three hints; the second one starts with the formula."""
    before, numbers, hints = _items(NUMBERED, text)
    if before or numbers != ["1", "2", "3"] or not all(hints):
        raise file.error(line, "write exactly three hints, as a list numbered 1. 2. 3.")
    return hints[0], f"{formula}\n\n{hints[1]}", hints[2]


def _rubric(file: Parsed, line: int, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the points that an interviewer listens for, and the red flags."""
    listened, marker, sinking = f"\n{text}\n".partition(f"\n{RED_FLAGS}\n")
    (above, _, points), (between, _, flags) = (
        _items(BULLET, t.strip()) for t in (listened, sinking)
    )
    if above or not 4 <= len(points) <= 6 or not all(points):
        raise file.error(line, 'write four to six points in "## Rubric", as a list with "-"')
    if not marker or between or len(flags) != 2 or not all(flags):
        raise file.error(
            line,
            f'end "{RUBRIC}" with a line "{RED_FLAGS}" and a list of exactly two items with "-"',
        )
    return points, flags


def _items(mark: re.Pattern[str], text: str) -> tuple[str, list[str], tuple[str, ...]]:
    """Return the text before a list, the marks of its items, and the items."""
    before, *parts = mark.split(text)
    return before, parts[::2], tuple(_dedented(item) for item in parts[1::2])


def _dedented(item: str) -> str:
    first, _, rest = item.partition("\n")
    return f"{first}\n{textwrap.dedent(rest)}".strip()


def _closed(opened: str, quotes: str) -> str:
    """Close a docstring as the formatter does: on its own line if it has several lines."""
    if "\n" in opened:
        return f"{opened}\n{quotes}"
    return f"{opened} {quotes}" if opened.endswith(('"', "\\")) else f"{opened}{quotes}"
