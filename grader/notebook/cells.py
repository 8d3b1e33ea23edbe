"""Cells of a notebook as Python: without what only IPython understands."""

import ast
import re
import warnings
from dataclasses import dataclass

_CELL_MAGIC = re.compile(r"\s*%%(\S+)[^\n]*(?:\n|$)")
_PYTHON_BELOW = {"practice", "time", "timeit", "capture", "prun"}
"""Cell magics below which a cell is Python."""

_MOST = 500
"""Magics of one cell that are looked for, as many as IPython does."""


@dataclass(frozen=True)
class Cell:
    """A cell.

    Attributes:
        label: how the learner knows it, such as `In [3]`.
        text: its Python, if it has any; line n of it is line n of the cell.
        left_out: the lines that only IPython understands; the text has `pass` for them.
        is_python: whether the text parses.
    """

    label: str
    text: str
    left_out: tuple[str, ...] = ()
    is_python: bool = True


def cell(label: str, source: str) -> Cell:
    """A cell from its source.

    Cell magics with Python below them are taken off; a cell with another one, such as `%%bash`, has
    no text.
    """
    text, above = source.replace("\r\n", "\n").replace("\r", "\n"), 0
    while found := _CELL_MAGIC.match(text):
        if found[1] not in _PYTHON_BELOW:
            return Cell(label, "")
        above += text.count("\n", 0, found.end())
        text = text[found.end() :]
    text = "\n" * above + text
    if _parses(text):
        return Cell(label, text)
    text, left_out = _without_magics(text)
    return Cell(label, text, left_out, is_python=_parses(text))


def _parses(text: str) -> bool:
    with warnings.catch_warnings(action="ignore"):
        try:
            ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True


def _without_magics(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without magics, shell commands and questions, and the lines that these were."""
    if not re.search(r"[%!?]", text):
        return text, ()
    try:
        from IPython.core.inputtransformer2 import TransformerManager
    except ImportError:  # without the extra, such a cell does not parse
        return text, ()
    one_step = TransformerManager().do_one_token_transform
    lines, left_out = text.splitlines(keepends=True), list[str]()
    for _ in range(_MOST):
        try:
            changed, after = one_step(lines)
        except SyntaxError:
            break
        if not changed:
            break
        # IPython puts one line of Python in place of a magic, which may go on over several lines.
        first = next(i for i, line in enumerate(after) if line != lines[i])
        last = first + len(lines) - len(after)
        left_out.append("".join(lines[first : last + 1]).strip())
        indent = after[first][: len(after[first]) - len(after[first].lstrip())]
        lines[first : last + 1] = [f"{indent}pass\n", *["\n"] * (last - first)]
    return "".join(lines), tuple(left_out)
