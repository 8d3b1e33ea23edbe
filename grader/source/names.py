"""Which names code binds, which it reads, and which it must bind for the code after it."""

import ast
from collections.abc import Iterator, Sequence

from grader.source.functions import FunctionNode

NESTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
LOOPS = (ast.For, ast.AsyncFor, ast.While)


def same_scope(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a node and its descendants in text order, but not those in nested scopes."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, NESTED):
            children = list(ast.iter_child_nodes(node))
            if isinstance(node, ast.comprehension):
                children.remove(node.target)
            waiting.extend(reversed(children))


def bindings(node: ast.AST) -> Iterator[str]:
    """Yield the names that a node itself binds, not those that its descendants bind."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield node.name
        case ast.arg():
            yield node.arg
        case ast.alias():
            yield node.asname or node.name.partition(".")[0]
        case ast.Name(ctx=ast.Store()):
            yield node.id
        case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            yield name
        case ast.MatchMapping(rest=str(name)):
            yield name


def reads(node: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield each name that code reads, with its line, except names local to an expression."""
    local: set[str] = set()
    match node:
        case ast.Name(ctx=ast.Load() | ast.Del(), id=name, lineno=line):
            yield name, line
        case ast.AugAssign(target=ast.Name(id=name), lineno=line):
            yield name, line
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
            local = {arg.arg for arg in ast.walk(node.args) if isinstance(arg, ast.arg)}
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            targets = (inner for part in node.generators for inner in ast.walk(part.target))
            local = {inner.id for inner in targets if isinstance(inner, ast.Name)}
    for child in ast.iter_child_nodes(node):
        yield from ((name, line) for name, line in reads(child) if name not in local)


def returns_value(function: FunctionNode) -> bool:
    """Return whether a function has a `return` with a value."""
    nodes = (node for statement in function.body for node in same_scope(statement))
    return any(isinstance(node, ast.Return) and node.value is not None for node in nodes)


def owed(run: Sequence[ast.stmt], function: FunctionNode) -> list[str]:
    """Return the names that some statements bind and the function reads later, in binding order.

    "Later" means below the statements, or anywhere else in a loop around them.
    """
    first, last = run[0].lineno, run[-1].end_lineno or 0
    loops = (
        node.lineno
        for node in ast.walk(function)
        if isinstance(node, LOOPS) and node.lineno < first and (node.end_lineno or 0) >= last
    )
    since = min(loops, default=last)
    needed = {
        name
        for statement in function.body
        for name, line in reads(statement)
        if line >= since and not first <= line <= last
    }
    nodes = (node for statement in run for node in same_scope(statement))
    bound = dict.fromkeys(name for node in nodes for name in bindings(node))
    return [name for name in bound if name in needed]
