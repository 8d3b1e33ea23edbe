"""A place in a submission, and what may be written there instead."""

import ast
from dataclasses import dataclass

from grader.judging.diagnosis.code.source import place
from grader.judging.diagnosis.repair.definitions import Definition

MODULES = frozenset({"torch", "F", "np", "numpy", "math", "nn", "functional", "special", "linalg"})


OPERATORS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**", ast.FloorDiv: "//",
    ast.Mod: "%", ast.MatMult: "@", ast.BitOr: "|", ast.BitAnd: "&",
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """Other code for a place, and a sentence that is true if it makes every answer right.

    Attributes:
        code: the code.
        says: the sentence.
        places: every place with its code, if more than the site changes.
    """

    code: str
    says: str
    places: tuple[tuple[ast.expr, str], ...] = ()


@dataclass(frozen=True)
class Site:
    """An expression or statement.

    Attributes:
        definition: stands around it.
        node: what is written there now.
        parent: the node around it.
        numbers: constants that the right answer uses.
        names: the variables of the function.
        in_test: whether it decides something, as what stands after `if` and `while` does.
    """

    definition: Definition
    node: ast.expr | ast.stmt
    parent: ast.AST
    numbers: tuple[float, ...]
    names: frozenset[str]
    in_test: bool = False

    def code(self, node: ast.expr | ast.stmt) -> str:
        """The source of a node in parentheses, so that it can stand anywhere."""
        return f"({self.definition.code(node)})"

    @property
    def place(self) -> str:
        """The place with its line, for a sentence."""
        return place(self.node)

    @property
    def around(self) -> str:
        """What stands around the place, with its line, for a sentence."""
        named = isinstance(self.parent, ast.expr | ast.keyword | ast.Assign)
        return place(self.parent if named else self.node)


def is_module(node: ast.expr) -> bool:
    """Whether an expression names a library, so that a call of its attribute is no method."""
    return ast.unparse(node).rpartition(".")[2] in MODULES


def shown(node: ast.AST) -> str:
    """A short piece of code for a sentence, without its line."""
    return place(node).rpartition(" at line ")[0]


def operator_of(op: ast.operator) -> str:
    """An operator as it is written."""
    return OPERATORS.get(type(op), "+")
