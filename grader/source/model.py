"""The contents of a solution file, as plain records."""

from pathlib import Path
from typing import Literal, NamedTuple, get_args

Scaffold = Literal["guided", "interview"]
SCAFFOLDS: tuple[Scaffold, ...] = get_args(Scaffold)


class SourceError(ValueError):
    """A solution file breaks the rules of the format; the message says where and what to do."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        """Store the position (lines count from 1) and the sentence."""
        super().__init__(path, line, message)
        self.path = path
        self.line = line
        self.message = message

    def __str__(self) -> str:
        """The message as `path:line: message`, as compilers print it."""
        return f"{self.path}:{self.line}: {self.message}"


class Blank(NamedTuple):
    """A gap for the learner to fill.

    Attributes:
        prompt: what belongs there; empty if it is not a plain string in the learner's file.
        line: first line, from 1.
        end_line: last line, inclusive.
        function: qualified name of the function around it, such as `VAE.forward`, or empty.
    """

    prompt: str
    line: int
    end_line: int
    function: str


class Solution(NamedTuple):
    """A solution file that was read and is sound.

    Attributes:
        path: where it was read from.
        text: the whole file.
        statement: the task, in Markdown.
        formula: the formula as code, in Markdown; the statement gives it in words, and no stub
            shows it.
        hints: three, from nudge to near-answer, in Markdown; the second starts with the formula.
        interview: what to say about it in the interview, in Markdown.
        rubric: four to six points that an interviewer listens for, in Markdown.
        red_flags: two things that would fail a candidate, in Markdown.
        blanks: the blanks, in file order; their lines include the markers.
    """

    path: Path
    text: str
    statement: str
    formula: str
    hints: tuple[str, ...]
    interview: str
    rubric: tuple[str, ...]
    red_flags: tuple[str, ...]
    blanks: tuple[Blank, ...]
