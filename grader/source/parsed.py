"""A solution file as text, tokens and syntax tree together."""

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from grader.source.model import SourceError

# Replaces the lines from the first to the last (inclusive, counted from 1) with the text.
Edit = tuple[int, int, str]

LAYOUT = {
    tokenize.NEWLINE,
    tokenize.NL,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


class Token(NamedTuple):
    """A token other than layout.

    Attributes:
        text: its text in the file.
        is_comment: whether it is a comment.
        line: where it starts, from 1.
        column: where it starts, in characters from 0.
        end_line: where it ends.
        end_column: where it ends, exclusive.
        depth: the number of brackets open around it.
    """

    text: str
    is_comment: bool
    line: int
    column: int
    end_line: int
    end_column: int
    depth: int


class Parsed(NamedTuple):
    """A parsed Python file.

    Attributes:
        path: where it was read from.
        text: the whole file.
        lines: the same, line by line; line n is `lines[n - 1]`.
        tree: its syntax tree.
        tokens: its tokens except layout, in order.
    """

    path: Path
    text: str
    lines: tuple[str, ...]
    tree: ast.Module
    tokens: tuple[Token, ...]

    def error(self, line: int, message: str) -> SourceError:
        """The error for a line, with a message that says what is wrong."""
        return SourceError(self.path, line, message)


def parse(path: Path, text: str) -> Parsed:
    """Parse the text of a file.

    Raises:
        SourceError: it is not valid Python.
    """
    try:
        tree = ast.parse(text)
        tokens = tuple(_tokens(text))
    except SyntaxError as error:
        raise SourceError(path, error.lineno or 1, f"is not valid Python: {error.msg}") from error
    except tokenize.TokenError as error:
        raise SourceError(
            path, error.args[1][0], f"is not valid Python: {error.args[0]}"
        ) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise SourceError(path, 1, "cannot be read: it is nested too deeply") from error
    return Parsed(path, text, tuple(text.split("\n")), tree, tokens)


def edited(file: Parsed, edits: list[Edit]) -> str:
    """Return the text of a file after edits that do not overlap."""
    lines = list(file.lines)
    for first, last, text in sorted(edits, reverse=True):
        lines[first - 1 : last] = text.split("\n") if text else []
    return "\n".join(lines).rstrip("\n") + "\n"


def _tokens(text: str) -> Iterator[Token]:
    depth = 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in LAYOUT:
            continue
        depth -= token.type == tokenize.OP and token.string in ")]}"
        is_comment = token.type == tokenize.COMMENT
        yield Token(token.string, is_comment, *token.start, *token.end, depth)
        depth += token.type == tokenize.OP and token.string in "([{"
