"""Right versions: a module rewritten in many forms and styles with the same meaning."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

from grader.authoring.power.mutants import PREAMBLE
from grader.authoring.power.rewrites import forms
from grader.authoring.power.scope import Scope
from grader.authoring.power.sites import functions, parsed
from grader.authoring.power.styles import STYLES, Written

COUNT = 12
"""How many versions are written: enough for every style and every form of each expression."""


@dataclass(frozen=True)
class Version:
    """A right module, written differently from its original.

    Attributes:
        style: how its functions are written.
        text: the whole module.
    """

    style: str
    text: str


def versions(source: str, library: str) -> Iterator[Version]:
    """Different right versions of a module; given constructors are not changed.

    Args:
        source: a module that parses.
        library: torch or numpy: what it computes with.
    """
    seen: set[str] = set()
    for turn in range(COUNT):
        version = rewritten(parsed(source), library, turn)
        if version.text not in seen:
            seen.add(version.text)
            yield version


def rewritten(module: ast.Module, library: str, turn: int, only: str = "") -> Version:
    """A module with its functions written another way; it is changed in place.

    Args:
        module: what is rewritten.
        library: torch or numpy: what it computes with.
        turn: which style, and which form of each expression.
        only: the one function or class to rewrite; all of them if empty.
    """
    style = STYLES[turn % len(STYLES)]
    for of, function, put in list(functions(module)):
        if of.endswith(".__init__") or only not in ("", of.partition(".")[0]):
            continue
        scope = Scope(function, library)
        other = copy.deepcopy(function)
        _Reform(scope, turn).visit(other)
        is_method = [argument.arg for argument in function.args.args[:1]] == ["self"]
        put([*style(Written(other, scope, is_method))])
    text = PREAMBLE[library] + ast.unparse(ast.fix_missing_locations(module))
    return Version(style.__name__, text)


class _Reform(ast.NodeTransformer):
    """Writes every expression in one of its forms: which one goes round with the turn."""

    def __init__(self, scope: Scope, turn: int) -> None:
        self._scope = scope
        self._turn = turn

    def visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.arguments):
            return node
        node = self.generic_visit(node)
        if not isinstance(node, ast.expr):
            return node
        choices = [None, *forms(node, self._scope)]
        choice = choices[self._turn % len(choices)]
        return ast.parse(choice, mode="eval").body if choice else node
