"""Where an argument goes in a function, statement by statement."""

import ast
from collections.abc import Callable, Iterator

from grader.judging.diagnosis.code.source import Source, called
from grader.source.functions import FunctionNode

_SAME_NUMBERS = {
    "view", "reshape", "detach", "squeeze", "unsqueeze", "flatten", "ravel", "transpose", "permute",
    "expand", "expand_as", "contiguous", "to", "float", "double", "numpy", "t", "swapaxes",
    "requires_grad_", "asarray", "atleast_1d", "atleast_2d", "as_tensor", "from_numpy",
}  # fmt: skip
"""Methods and functions that may return the same memory."""

_ABOUT = {"shape", "size", "dim", "ndim", "numel", "dtype", "device", "len", "isinstance"}
"""What says something of a tensor and nothing of its numbers."""

_OWN_ANSWER = {"self", "self.forward"}
"""Calls of a module by itself: every layer may have a part in what it answers."""

Follows = Callable[[ast.expr, set[str]], bool]
"""Whether the value of an expression is what is followed, given the names that hold it."""


def is_derived(node: ast.AST, names: set[str]) -> bool:
    """Whether a value is computed from one of the names."""
    if isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node) in names:
        return True
    layers = any(name.startswith("self.") for name in names)
    if layers and isinstance(node, ast.Call) and ast.unparse(node.func) in _OWN_ANSWER:
        return True
    if (isinstance(node, ast.Attribute) and node.attr in _ABOUT) or called(node) in _ABOUT:
        return False
    return any(is_derived(child, names) for child in ast.iter_child_nodes(node))


def is_alias(node: ast.AST, names: set[str]) -> bool:
    """Whether a value may share its memory with one of the names."""
    match node:
        case ast.Name(id=name):
            return name in names
        case ast.Attribute(value=value, attr="data" | "T" | "mT"):
            return is_alias(value, names)
        case ast.Subscript(value=value):
            return is_alias(value, names)
        case ast.IfExp(body=body, orelse=other):
            return is_alias(body, names) or is_alias(other, names)
        case ast.Call(func=ast.Attribute(value=value), args=arguments):
            if called(node) not in _SAME_NUMBERS:
                return False
            return is_alias(value, names) or any(is_alias(a, names) for a in arguments)
    return False


def steps(source: Source, argument: str, follows: Follows) -> Iterator[tuple[ast.stmt, set[str]]]:
    """Each statement of what failed, in order, with the names that hold the argument then.

    A helper is walked through where it is given the argument; branches one after the other.

    Args:
        source: the submission.
        argument: as it is called in what failed, or a layer, such as `self.fc`.
        follows: what holds the argument.
    """
    waiting: list[tuple[FunctionNode, set[str]]] = [
        (function, {argument}) for function in source.used[:1]
    ]
    done: set[int] = set()
    while waiting:
        function, names = waiting.pop(0)
        if id(function) in done:
            continue
        done.add(id(function))
        for statement in _statements(function.body):
            yield statement, names
            waiting += _given(source, statement, names, follows)
            names = (names | _targets(statement, names, follows)) - _freed(
                statement, names, follows
            )


def parameters(function: FunctionNode) -> list[str]:
    """The names of the positional parameters, in order."""
    return [a.arg for a in (*function.args.posonlyargs, *function.args.args)]


def _statements(suite: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The simple statements and the heads of the compound ones, in the order of the text."""
    for statement in suite:
        yield statement
        for inner in ("body", "orelse", "finalbody"):
            yield from _statements(getattr(statement, inner, []))
        for handler in getattr(statement, "handlers", []):
            yield from _statements(handler.body)


def _targets(statement: ast.stmt, names: set[str], follows: Follows) -> set[str]:
    """The names that a statement gives what is followed to."""
    return {name for name, value in _assigned(statement) if follows(value, names)}


def _freed(statement: ast.stmt, names: set[str], follows: Follows) -> set[str]:
    return {name for name, value in _assigned(statement) if not follows(value, names)}


def _assigned(statement: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    match statement:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                yield from _paired(target, value)
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            yield from _paired(target, value)
        case ast.AugAssign(target=target, op=op, value=value):
            yield ast.unparse(target), ast.BinOp(target, op, value)
        case ast.For(target=target, iter=ast.Tuple(elts=[*items]) | ast.List(elts=[*items])):
            # It is one of them each time, as a condition's value is.
            for other in items[1:]:
                items[0] = ast.IfExp(ast.Constant(True), items[0], other)
            for value in items[:1]:
                yield from _paired(target, value)
        case ast.For(target=target, iter=value):
            yield from _paired(target, value)


def _paired(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """The names of a target, each with the value that it gets."""
    if not isinstance(target, ast.Tuple | ast.List):
        yield ast.unparse(target), value
        return
    paired = isinstance(value, ast.Tuple) and len(value.elts) == len(target.elts)
    for index, item in enumerate(target.elts):
        yield from _paired(item, value.elts[index] if paired else value)  # type: ignore[attr-defined]


def _given(
    source: Source, statement: ast.stmt, names: set[str], follows: Follows
) -> Iterator[tuple[FunctionNode, set[str]]]:
    """The helpers that a statement calls with what is followed, and their name for it."""
    owner = source.failed.rpartition(".")[0]
    for node in ast.walk(statement):
        if not isinstance(node, ast.Call):
            continue
        function = source.functions.get(ast.unparse(node.func).replace("self", owner, 1))
        if function is not None:
            own = parameters(function)[isinstance(node.func, ast.Attribute) :]
            taken = {own for own, a in zip(own, node.args, strict=False) if follows(a, names)}
            if taken:
                yield function, taken
