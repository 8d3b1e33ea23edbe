"""The places in a module where something can be written differently."""

import ast
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from grader.authoring.power.scope import SIZES, Scope

_GIVEN = frozenset({"annotation", "returns", "decorator_list", "type_params", "ctx"})
"""What no mutation changes: types do not affect a grader that calls the code."""


Put = Callable[[list[ast.AST]], None]
"""Writes nodes in place of one."""


@dataclass(frozen=True)
class Site:
    """A node in its place.

    Attributes:
        of: the function or `Class.method` around it.
        statement: the statement that it is part of, or is.
        node: an expression or a statement.
        parent: the node that contains it.
        scope: what is known about the names.
        put: writes nodes in its place; `put([node])` restores it.
    """

    of: str
    statement: ast.stmt
    node: ast.AST
    parent: ast.AST
    scope: Scope
    put: Put

    @property
    def is_measured(self) -> bool:
        """Whether only the size of this node is used, and not its values."""
        match self.parent:
            case ast.Attribute(attr=name):
                return name in SIZES
            case ast.Call(func=ast.Name(id="len")):
                return True
        return False

    @contextmanager
    def holding(self, nodes: list[ast.AST]) -> Iterator[None]:
        """Put other nodes here inside the block."""
        self.put(nodes)
        try:
            yield
        finally:
            self.put([self.node])


def parsed(source: str) -> ast.Module:
    """A module without its docstring, which in a solution is the statement of the exercise."""
    module = ast.parse(source)
    if ast.get_docstring(module):
        del module.body[0]
    return module


def functions(module: ast.Module) -> Iterator[tuple[str, ast.FunctionDef, Put]]:
    """The functions and methods of a module: name, node, and a function that replaces it."""
    for node, put in _children(module):
        if isinstance(node, ast.FunctionDef):
            yield node.name, node, put
        elif isinstance(node, ast.ClassDef):
            for method, put_method in _children(node):
                if isinstance(method, ast.FunctionDef):
                    yield f"{node.name}.{method.name}", method, put_method


def sites(module: ast.Module, library: str) -> Iterator[Site]:
    """Every function, and every statement and expression in them, outer ones first.

    Docstrings, annotations and assignment targets are left out.
    """
    layers = _attributes(module)
    for of, function, put in functions(module):
        scope = Scope(function, library, layers)
        yield Site(of, function, function, module, scope, put)
        yield from _inside(of, function, function, scope)


def header(statement: ast.AST) -> str:
    """A statement on one line, without its suite."""
    return ast.unparse(statement).partition("\n")[0]


def _inside(of: str, statement: ast.stmt, parent: ast.AST, scope: Scope) -> Iterator[Site]:
    for node, put in _children(parent):
        if isinstance(node, ast.stmt):
            if not _is_docstring(node):
                yield Site(of, node, node, parent, scope, put)
                yield from _inside(of, node, node, scope)
        else:
            if isinstance(node, ast.expr) and not isinstance(getattr(node, "ctx", None), ast.Store):
                yield Site(of, statement, node, parent, scope, put)
            yield from _inside(of, statement, node, scope)


def _children(parent: ast.AST) -> Iterator[tuple[ast.AST, Put]]:
    for field, value in ast.iter_fields(parent):
        if field in _GIVEN:
            continue
        if isinstance(value, ast.AST):
            yield value, _in_field(parent, field)
        elif isinstance(value, list):
            for item in value.copy():
                if isinstance(item, ast.AST):
                    yield item, _in_list(value, item)


def _in_field(parent: ast.AST, name: str) -> Put:
    def put(nodes: list[ast.AST]) -> None:
        [node] = nodes
        setattr(parent, name, node)

    return put


def _in_list(items: list[ast.AST], node: ast.AST) -> Put:
    held = [node]

    def put(nodes: list[ast.AST]) -> None:
        start = next(i for i, item in enumerate(items) if item is held[0])
        items[start : start + len(held)] = nodes
        held[:] = nodes

    return put


def _attributes(module: ast.Module) -> tuple[str, ...]:
    """The attributes that the constructors assign, mostly layers."""
    found = (
        node.attr
        for of, function, _ in functions(module)
        if of.endswith(".__init__")
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    )
    return tuple(found)


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
