"""Describing where an exception was: which lines of the learner's file it passed.

The worker sends only line numbers; the lines and the names of functions come from the text that the
judge has read.
"""

import ast
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from grader.source.functions import FunctionNode, first_line
from grader.source.names import NESTED

STEPS = 8
"""How many lines are shown: the first two and the last ones."""

LONGEST = 160
"""How many characters of each line are shown."""


@dataclass(frozen=True)
class Listing:
    """The text of a submission, to show lines of it.

    Attributes:
        path: the file, as the user named it.
        text: its source.
    """

    path: str
    text: str

    def trace(self, lines: Sequence[int]) -> str | None:
        """The lines that led to an exception, as Python shows them, with the innermost marked.

        Args:
            lines: their numbers, outermost first.
        """
        steps = [(line, len(list(same))) for line, same in groupby(lines)]
        shown = [self._step(line, times) for line, times in steps]
        if not shown:
            return None
        shown[-1] = f">{shown[-1][1:]}"
        if len(shown) > STEPS:
            shown[2 : len(shown) - STEPS + 2] = ["  ..."]
        return "\n".join(shown)

    def _step(self, line: int, times: int) -> str:
        function = self._function(line)
        step = f'  File "{self.path}", line {line}' + (f", in {function}" if function else "")
        if source := self._line(line):
            step += f"\n    {source}"
        return f"{step}\n    [repeated]" if times > 1 else step

    def _line(self, number: int) -> str:
        # Python counts lines by "\n" alone, `str.splitlines` by more.
        lines = self.text.split("\n")
        return lines[number - 1].strip()[:LONGEST] if 0 < number <= len(lines) else ""

    def _function(self, line: int) -> str:
        """The qualified name of the function around a line; empty if it is not known."""
        around = [name for first, last, name in self._scopes if first <= line <= last]
        # A line of the module with a lambda, which has no name, may belong to either.
        return ".".join(filter(None, around)) if around else "<module>"

    @cached_property
    def _scopes(self) -> list[tuple[int, int, str]]:
        """First line, last line and name of the body of every scope in the module, outer first."""
        with warnings.catch_warnings(action="ignore"):
            try:
                tree = ast.parse(self.text)
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                return []
        nodes = [node for node in ast.walk(tree) if isinstance(node, NESTED)]
        return [
            (_body(node), node.end_lineno or node.lineno, getattr(node, "name", ""))
            for node in nodes
        ]


def _body(scope: FunctionNode | ast.ClassDef | ast.Lambda) -> int:
    """The line where the body of a scope starts."""
    return scope.body.lineno if isinstance(scope, ast.Lambda) else first_line(scope.body[0])
