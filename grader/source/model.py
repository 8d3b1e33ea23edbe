"""What a solution file says, as plain records."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

Scaffold = Literal["guided", "interview"]
SCAFFOLDS: tuple[Scaffold, ...] = get_args(Scaffold)


class SourceError(ValueError):
    """A solution file breaks the rules of the format; the message says where and what to do."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        """Keep the place (lines count from 1) apart from the sentence."""
        super().__init__(path, line, message)
        self.path = path
        self.line = line
        self.message = message

    def __str__(self) -> str:
        """Say `path:line: message`, as compilers do."""
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True)
class Blank:
    """A gap for the learner to fill.

    Attributes:
        prompt: what belongs there; empty where a learner's file does not say it as a plain string.
        line: first line, from 1.
        end_line: last line, inclusive.
        function: qualified name of the function around it, such as `VAE.forward`; empty outside.
    """

    prompt: str
    line: int
    end_line: int
    function: str


@dataclass(frozen=True)
class Solution:
    """A solution file, read and found sound.

    Attributes:
        path: where it was read from.
        text: the whole file.
        statement: the task, in Markdown.
        formula: what the statement says in words, as code, in Markdown; no stub shows it.
        hints: three, from nudge to near-answer, in Markdown; the second begins with the formula.
        interview: what to say about it in the interview, in Markdown.
        rubric: four to six points that an interviewer listens for, in Markdown.
        red_flags: two things that would sink a candidate, in Markdown.
        blanks: in the order of the file; their lines include the markers.
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
