"""The interview scaffold: signatures and docstrings stay, the bodies are blank."""

import ast

from grader.source.functions import FunctionNode, first_line, functions
from grader.source.names import reads, returns_value
from grader.source.parsed import Edit, Parsed
from grader.source.spans import Mark


def interview_edits(file: Parsed, marks: tuple[Mark, ...]) -> list[Edit]:
    """Return the edits that blank whole functions and drop private helpers that are then unused."""
    blanked = _outermost(file, marks)
    bodies = [_body(file, name, node) for name, node in blanked]
    used = {
        name
        for name, line in reads(file.tree)
        if not any(first <= line <= last for first, last, _ in bodies)
    }
    return [
        _removal(file, node)
        if name.startswith("_") and node in file.tree.body and name not in used
        else body
        for (name, node), body in zip(blanked, bodies, strict=True)
    ]


def _outermost(file: Parsed, marks: tuple[Mark, ...]) -> list[tuple[str, FunctionNode]]:
    """Return the functions that contain blanks, with their names, but none inside another."""
    found: list[tuple[str, FunctionNode]] = []
    for name, node in functions(file.tree):
        last = node.end_lineno or 0
        holds = any(node.lineno < mark.blank.line <= last for mark in marks)
        if holds and not any(name.startswith(f"{outer}.") for outer, _ in found):
            found.append((name, node))
    return found


def _body(file: Parsed, name: str, node: FunctionNode) -> Edit:
    """Replace a function's body, except its docstring, with one blank."""
    if ast.get_docstring(node) is None:
        kept = next(
            token.end_line
            for token in file.tokens
            if token.line >= node.lineno and token.depth == 0 and token.text == ":"
        )
    else:
        kept = node.body[0].end_lineno or 0
    call = f'{"return " if returns_value(node) else ""}blank("write {name}")'
    return kept + 1, _last_line(file, node), " " * node.body[0].col_offset + call


def _removal(file: Parsed, node: FunctionNode) -> Edit:
    """Drop a function, the comment above it, and the empty lines below it."""
    first, last = first_line(node), _last_line(file, node)
    while file.lines[first - 2].startswith("#"):
        first -= 1
    while last < len(file.lines) and not file.lines[last].strip():
        last += 1
    return first, last, ""


def _last_line(file: Parsed, node: FunctionNode) -> int:
    """Return the last line of a function, including comments below its last statement."""
    last = node.end_lineno or 0
    for number, line in enumerate(file.lines[last:], start=last + 1):
        inside = line.startswith(" " * (node.col_offset + 1))
        if inside and line.lstrip().startswith("#"):
            last = number
        elif line.strip():
            break
    return last
