"""What a marker covers: the value of one statement, or several whole statements."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from grader.source.functions import FunctionNode, first_line, function_at
from grader.source.model import Blank
from grader.source.names import owed, returns_value
from grader.source.parsed import Parsed, Token

COMPARISONS = {"==", "!=", "<=", ">="}


class Mark(NamedTuple):
    """A blank in a solution, and what replaces it.

    Attributes:
        blank: what a learner will know about it.
        first_line: where the replacement starts; above the blank's own lines if those open a
            suite after an empty line, which the formatter allows only above a comment.
        indent: the white space before it.
        head: what stays before its value: `x =`, `return`, or nothing.
        is_block: whether it covers whole statements, not the value of one.
    """

    blank: Blank
    first_line: int
    indent: str
    head: str
    is_block: bool

    @property
    def stub_line(self) -> str:
        """The line that replaces it in a guided stub."""
        return self.indent + f'{self.head} blank("{self.blank.prompt}")'.lstrip()


def value_mark(file: Parsed, prompt: str, marker: Token) -> Mark:
    """Return the blank of a marker that follows a statement.

    Raises:
        SourceError: the statement has no value, or is not alone on its lines.
    """
    line = marker.line
    statement = next(
        (
            node
            for node in ast.walk(file.tree)
            if isinstance(node, ast.stmt) and _is_simple(node) and node.end_lineno == line
        ),
        None,
    )
    if statement is None:
        raise file.error(
            line, "this marker is on the header of a compound statement; put it after a simple one"
        )
    before = file.lines[statement.lineno - 1].encode()[: statement.col_offset].decode()
    after = file.lines[line - 1].encode()[statement.end_col_offset :].decode()
    if before.strip() or after.strip() != marker.text:
        raise file.error(
            line, "the statement shares its line with other code; put it on its own line"
        )
    name, _ = _function(file, statement, line)
    return Mark(
        blank=Blank(prompt, statement.lineno, line, name),
        first_line=statement.lineno,
        indent=before,
        head=_head(file, statement),
        is_block=False,
    )


def block_mark(file: Parsed, prompt: str, start: Token, end: Token) -> Mark:
    """Return the blank between a marker on its own line and its end marker.

    Raises:
        SourceError: the lines between them are not whole statements of one suite.
    """
    code = {
        line
        for token in file.tokens
        if not token.is_comment and start.line < token.line < end.line
        for line in range(token.line, token.end_line + 1)
    }
    if not code:
        raise file.error(start.line, "the block is empty; put whole statements in it")
    run = _run(file.tree, start.line, end.line)
    covered = {
        line
        for statement in run
        for line in range(first_line(statement), (statement.end_lineno or 0) + 1)
    }
    if not code <= covered or file.lines[min(covered) - 1].lstrip().startswith("elif"):
        raise file.error(
            start.line, "a block must have whole statements of one suite; move a marker"
        )
    for marker in (start, end):
        if marker.column != run[0].col_offset:
            raise file.error(marker.line, "indent the marker like the statements of its block")
    name, function = _function(file, run[0], start.line)
    if _leaves(run) and returns_value(function):
        head = "return"
    else:
        head = ", ".join(owed(run, function))
        head += " =" if head else ""
    first = start.line
    if any(suite[0] is run[0] for suite in _suites(file.tree)):
        while not file.lines[first - 2].strip():
            first -= 1
    return Mark(
        blank=Blank(prompt, start.line, end.line, name),
        first_line=first,
        indent=" " * start.column,
        head=head,
        is_block=True,
    )


def _function(file: Parsed, statement: ast.stmt, line: int) -> tuple[str, FunctionNode]:
    around = function_at(file.tree, statement.lineno)
    if around is None:
        raise file.error(line, "the blank is outside any function; move it into one")
    return around


def _head(file: Parsed, statement: ast.stmt) -> str:
    """Return the text before a statement's value."""
    match statement:
        case ast.Return(value=ast.expr()):
            return "return"
        case ast.Expr(value=value) if not isinstance(value, ast.Constant):
            return ""
        case ast.Assign(targets=targets):
            assignments = len(targets)
        case ast.AugAssign() | ast.AnnAssign(value=ast.expr()):
            assignments = 1
        case _:
            raise file.error(statement.lineno, "the statement has no value to leave blank")
    operators = [
        token
        for token in file.tokens
        if statement.lineno <= token.line <= (statement.end_lineno or 0)
        and token.depth == 0
        and token.text.endswith("=")
        and token.text not in COMPARISONS
    ]
    last = operators[assignments - 1]
    if last.line != statement.lineno:
        raise file.error(
            statement.lineno, "the assignment's target spans several lines; put it on one"
        )
    return file.lines[last.line - 1][: last.end_column].strip()


def _run(tree: ast.Module, after: int, before: int) -> list[ast.stmt]:
    """Return the outermost statements that are entirely between two lines and share a suite."""
    runs = (
        [node for node in suite if after < first_line(node) and (node.end_lineno or 0) < before]
        for suite in _suites(tree)
    )
    return next((run for run in runs if run), [])


def _suites(tree: ast.Module) -> Iterator[list[ast.stmt]]:
    """Yield every non-empty list of statements, outer ones first."""
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody"):
            suite = getattr(node, field, None)
            if isinstance(suite, list) and suite:
                yield suite


def _is_simple(statement: ast.stmt) -> bool:
    return not hasattr(statement, "body") and not isinstance(statement, ast.Match)


def _leaves(suite: list[ast.stmt]) -> bool:
    """Return whether control never reaches the end of a suite."""
    match suite[-1:]:
        case [ast.Return() | ast.Raise()]:
            return True
        case [ast.If(body=body, orelse=orelse)]:
            return _leaves(body) and _leaves(orelse)
        case [ast.With(body=body) | ast.AsyncWith(body=body)]:
            return _leaves(body)
        case [ast.Try(body=body, handlers=handlers)]:
            return _leaves(body) and all(_leaves(handler.body) for handler in handlers)
    return False
