"""The top-level statements of a text: what each one defines, and what it needs."""

import ast
import symtable
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from grader.source.functions import first_line


@dataclass(frozen=True)
class Piece:
    """Some whole lines of a text with one statement, or several that share a line.

    Attributes:
        first: the first line, from 1.
        lines: the lines.
        defines: the names that it binds.
        needs: the names that it reads and must find outside.
        is_import: whether it only imports.
        is_future: whether it imports from `__future__`, which comes before everything else.
        is_star: whether it imports names that cannot be known.
    """

    first: int
    lines: tuple[str, ...]
    defines: frozenset[str]
    needs: frozenset[str]
    is_import: bool = False
    is_future: bool = False
    is_star: bool = False


def pieces(text: str) -> list[Piece]:
    """The statements of a text that parses, in order."""
    lines = text.split("\n")
    with warnings.catch_warnings(action="ignore"):
        groups = list(_groups(ast.parse(text)))
        return [_piece(group, lines) for group in groups]


def _groups(tree: ast.Module) -> Iterator[list[ast.stmt]]:
    """The statements, those that share a line together."""
    group: list[ast.stmt] = []
    for statement in tree.body:
        if group and first_line(statement) > (group[-1].end_lineno or 0):
            yield group
            group = []
        group.append(statement)
    if group:
        yield group


def _piece(group: list[ast.stmt], lines: list[str]) -> Piece:
    first, last = first_line(group[0]), group[-1].end_lineno or 0
    own = lines[first - 1 : last]
    table = symtable.symtable("\n".join(own), "", "exec")
    imports = [one for one in group if isinstance(one, ast.Import | ast.ImportFrom)]
    sources = [one for one in imports if isinstance(one, ast.ImportFrom)]
    return Piece(
        first,
        tuple(own),
        frozenset(_defined(table)),
        frozenset(_needed(table)),
        is_import=len(imports) == len(group),
        is_future=any(one.module == "__future__" for one in sources),
        is_star=any(one.names[0].name == "*" for one in sources),
    )


def _defined(table: symtable.SymbolTable) -> Iterator[str]:
    """The names that a module binds, those that its functions declare global among them."""
    is_module = table.get_type() == "module"
    for symbol in table.get_symbols():
        if (symbol.is_assigned() or symbol.is_imported()) and (
            is_module or symbol.is_declared_global()
        ):
            yield symbol.get_name()
    for inner in table.get_children():
        yield from _defined(inner)


def _needed(table: symtable.SymbolTable) -> Iterator[str]:
    """The global names that a module reads, at once or in its functions."""
    is_module = table.get_type() == "module"
    for symbol in table.get_symbols():
        if symbol.is_referenced() and (is_module or symbol.is_global()):
            yield symbol.get_name()
    for inner in table.get_children():
        yield from _needed(inner)
