"""The definitions of a submission that may be changed, and its text with one change."""

import ast
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from grader.judging.diagnosis.code.source import Source
from grader.source.functions import FunctionNode


@dataclass(frozen=True)
class Edit:
    """A submission with one place written otherwise.

    Attributes:
        text: the whole submission as it is now.
        says: what is wrong with the place, if all is right now.
        rank: the smaller, the earlier it is tried.
    """

    text: str
    says: str
    rank: int


@dataclass(frozen=True)
class Definition:
    """A function, class or assignment of a module.

    Attributes:
        node: the statement.
        functions: of it, those that what failed uses.
        module: the source of the whole module, encoded as the places of nodes count it.
        starts: where each line of the module starts in it.
    """

    node: ast.stmt
    functions: tuple[FunctionNode, ...]
    module: bytes
    starts: tuple[int, ...]

    def code(self, node: ast.expr | ast.stmt) -> str:
        """The source of a node, as it stands in the file."""
        start, end = self._span(node)
        return self.module[start:end].decode()

    def with_code(self, *places: tuple[ast.expr | ast.stmt, str]) -> str:
        """The text of the module with other code for some nodes."""
        data = self.module
        spans = [(*self._span(node), code) for node, code in places]
        for start, end, code in sorted(spans, reverse=True):
            data = data[:start] + code.encode() + data[end:]
        return data.decode()

    def _span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        start = self.starts[node.lineno - 1] + node.col_offset
        end = self.starts[(node.end_lineno or 1) - 1] + (node.end_col_offset or 0)
        return start, end


def definitions(source: Source) -> Iterator[Definition]:
    """What failed and what it uses: functions, classes, and constants of the module."""
    module = source.text.encode()
    lengths = map(len, module.splitlines(keepends=True))
    starts = (0, *itertools.accumulate(lengths))
    used = {id(function): function for function in source.used}
    names = {node.id for node in source.nodes() if isinstance(node, ast.Name)}
    for node in source.module:
        functions = tuple(used[id(inner)] for inner in ast.walk(node) if id(inner) in used)
        if functions or _assigns(node, names):
            yield Definition(node, functions, module, starts)


def _assigns(node: ast.stmt, names: set[str]) -> bool:
    """Whether a statement gives a used name a constant."""
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return False
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return any(isinstance(target, ast.Name) and target.id in names for target in targets)
