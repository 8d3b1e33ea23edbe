"""Blank markers: the comments of a solution that say which code a stub leaves out."""

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

from grader.source.parsed import Parsed, Token
from grader.source.spans import Mark, block_mark, value_mark

START = "# blank:"
END = "# end"
ALMOST = re.compile(r"\bblank\s*:", re.IGNORECASE)
LINE_LENGTH = 100


def find_marks(file: Parsed) -> tuple[Mark, ...]:
    """Return the blanks of a solution, in the order of the file.

    Raises:
        SourceError: a marker breaks a rule of the format.
    """
    marks: dict[str, Mark] = {}
    for start, end in _pairs(file):
        prompt = _prompt(file, start)
        if prompt in marks:
            line = marks[prompt].blank.line
            raise file.error(start.line, f'line {line} also has the prompt "{prompt}"; change one')
        mark = block_mark(file, prompt, start, end) if end else value_mark(file, prompt, start)
        columns = _width(mark.stub_line)
        if columns > LINE_LENGTH:
            raise file.error(
                start.line,
                f"the line in the stub would have {columns} columns; "
                f"shorten the prompt by {columns - LINE_LENGTH}",
            )
        marks[prompt] = mark
    return tuple(marks.values())


def _pairs(file: Parsed) -> Iterator[tuple[Token, Token | None]]:
    """Yield each start marker, with its end marker if it opens a block."""
    opened: Token | None = None
    for comment in _markers(file):
        alone = not file.lines[comment.line - 1][: comment.column].strip()
        if comment.text == END:
            if not alone:
                raise file.error(comment.line, f'move "{END}" to its own line')
            if opened is None:
                raise file.error(
                    comment.line, f'"{END}" closes nothing; put "{START} PROMPT" above the block'
                )
            yield opened, comment
            opened = None
        elif opened is not None:
            raise file.error(
                comment.line,
                f'this blank is inside that of line {opened.line}; first close that one: "{END}"',
            )
        elif alone:
            opened = comment
        else:
            yield comment, None
    if opened is not None:
        raise file.error(
            opened.line,
            f'the block is never closed; put "{END}" below its last statement '
            "(or put the marker after the statement whose value is blank)",
        )


def _markers(file: Parsed) -> Iterator[Token]:
    for comment in file.tokens:
        if not comment.is_comment:
            continue
        if comment.text == END or comment.text.startswith(START):
            if comment.depth:
                raise file.error(
                    comment.line,
                    "this marker is inside an expression; put it after the end of the statement "
                    "(the formatter keeps a shorter prompt there), or make it a block",
                )
            yield comment
        elif ALMOST.search(comment.text):
            raise file.error(
                comment.line, f'this is almost a marker; write "{START} PROMPT" and nothing else'
            )


def _prompt(file: Parsed, marker: Token) -> str:
    prompt = marker.text.removeprefix(START).strip()
    if not prompt:
        raise file.error(marker.line, f'the prompt is empty; write "{START} PROMPT"')
    if '"' in prompt or "\\" in prompt or not prompt.isprintable():
        raise file.error(
            marker.line,
            "the prompt has a double quote, a backslash or a control character; remove it",
        )
    return prompt


def _width(line: str) -> int:
    """Return how many columns a line takes; East Asian wide characters take two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line)
