"""Mutations of structure: names, arguments, statements, and what a function is given.

Each yields possible replacements of its expression or statement, as source text.
"""

import ast
import copy
from collections.abc import Iterator
from itertools import combinations
from typing import TypeVar

from grader.authoring.power.operators.arithmetic import written
from grader.authoring.power.sites import Site

Node = TypeVar("Node", bound=ast.AST)

_OTHER_WORDS = {
    "sum": ("mean", "none"),
    "full": ("diag", "tied", "spherical"),
}


def names(site: Site) -> Iterator[str]:
    """Another tensor or number in place of the right one, or another layer."""
    scope = site.scope
    match site.node:
        case ast.Name(id=name):
            for kind in (scope.tensors, scope.numbers):
                if name in kind:
                    yield from (other for other in kind if other != name)
        case ast.Attribute(value=ast.Name(id="self"), attr=layer) if layer in scope.layers:
            yield from (f"self.{other}" for other in scope.layers if other != layer)
        case ast.Constant(value=str(word)):
            yield from map(repr, _OTHER_WORDS.get(word, ()))


def arguments(site: Site) -> Iterator[str]:
    """Two arguments of a call, or two elements of a tuple, swapped; a keyword left out."""
    match site.node:
        case ast.Call(func=func, args=args, keywords=keywords) as call:
            for a, b in combinations(range(len(args)), 2):
                yield ast.unparse(ast.Call(func, _swapped(args, a, b), keywords))
            for keyword in keywords:
                others = [other for other in keywords if other is not keyword]
                yield ast.unparse(ast.Call(call.func, args, others))
        case ast.Tuple(elts=elements):
            for a, b in combinations(range(len(elements)), 2):
                yield ast.unparse(ast.Tuple(_swapped(elements, a, b), ast.Load()))


def loops(site: Site) -> Iterator[str]:
    """A loop that misses its first or last iteration."""
    match site.parent:
        case ast.For(iter=over) | ast.comprehension(iter=over) if over is site.node:
            yield from (f"list{written(over)}[1:]", f"list{written(over)}[:-1]")


EXPRESSIONS = (names, arguments, loops)


def parameters(site: Site) -> Iterator[str]:
    """Two parameters of a function, swapped."""
    match site.node:
        case ast.FunctionDef(args=ast.arguments(args=args)) as function:
            first = int(bool(args) and args[0].arg == "self")
            for a, b in combinations(range(first, len(args)), 2):
                other = copy.deepcopy(function)
                other.args.args = _swapped(other.args.args, a, b)
                yield ast.unparse(other)


def removed(site: Site) -> Iterator[str]:
    """A statement with only an effect, left out; a suite without the statement around it."""
    match site.node:
        case ast.Expr() | ast.Assign(targets=[ast.Attribute()]) | ast.AugAssign():
            yield "pass"
        case ast.For():
            yield "pass"
        case ast.With(body=body) | ast.Try(body=body):
            yield "\n".join(map(ast.unparse, body))
        case ast.If(body=body, orelse=orelse):
            yield "\n".join(map(ast.unparse, orelse)) or "pass"


def early(site: Site) -> Iterator[str]:
    """A return of a value that should only be assigned, or no return at all."""
    match site.node:
        case ast.Assign(targets=[ast.Name()], value=value):
            yield f"return {ast.unparse(value)}"
        case ast.Return(value=ast.expr() as value):
            yield ast.unparse(value)


STATEMENTS = (parameters, removed, early)


def _swapped(items: list[Node], a: int, b: int) -> list[Node]:
    other = items.copy()
    other[a], other[b] = other[b], other[a]
    return other
