"""What was typed in this session so far: in IPython, in marimo, or at Python's own prompt."""

import ast
import linecache
import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from grader.notebook.cells import Cell, cell
from grader.source.functions import first_line

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

_INPUTS = (re.compile(r".*__marimo__cell_\w+_\.py"), re.compile(r"<python-input-\d+>"))
"""The files in which marimo, and Python's prompt since 3.13, say that their inputs are."""


def inputs(shell: "InteractiveShell") -> list[Cell]:
    """The inputs of an IPython session, the running one included."""
    known = shell.history_manager.input_hist_raw
    return [cell(f"In [{number}]", source) for number, source in enumerate(known) if source]


def inputs_with(file: str) -> list[Cell]:
    """The inputs of the session that a file name is about; none if it is a file of Python alone."""
    ipython = sys.modules.get("IPython")  # not imported if it is not running
    shell = ipython.get_ipython() if ipython else None
    if shell is not None and shell.compile.format_code_name(file):
        return inputs(shell)
    if "marimo.App(" in (text := "".join(linecache.getlines(file))):
        return list(_marimo_cells(file, text))
    for pattern in _INPUTS:
        if pattern.fullmatch(file):
            files = filter(pattern.fullmatch, list(linecache.cache))
            texts = ("".join(linecache.getlines(one)) for one in files)
            return [cell(f"input {number}", text) for number, text in enumerate(texts, 1)]
    return []


def _marimo_cells(file: str, text: str) -> Iterator[Cell]:
    """The cells of a file of marimo: the bodies of functions, without what they return.

    Line n of a cell is line n of the file.
    """
    lines = text.split("\n")
    functions = [one for one in ast.parse(text).body if isinstance(one, ast.FunctionDef)]
    for number, function in enumerate(functions, 1):
        body = [one for one in function.body if not isinstance(one, ast.Return)]
        if body and any("app.cell" in ast.unparse(one) for one in function.decorator_list):
            first, last = first_line(body[0]), body[-1].end_lineno
            own = textwrap.dedent("\n".join(lines[first - 1 : last]))
            yield cell(f"{Path(file).name}, cell {number}", "\n" * (first - 1) + own)
