"""From which places the answer of a function is computed."""

import ast
from collections.abc import Callable

from grader.judging.diagnosis.locate.watched import Watched


def flowing(watched: Watched, passes: Callable[[int], bool | None]) -> set[int]:
    """The places from which the answer is computed through such places alone.

    Args:
        watched: the text.
        passes: whether a place is such a one, by its index; None if nothing is known of it.
    """
    indices = {id(node): index for index, node in enumerate(watched.places)}
    given: dict[str, list[ast.expr]] = {}
    waiting: list[ast.AST] = []
    for node in (node for function in watched.source.used for node in ast.walk(function)):
        match node:
            case ast.Assign(targets=targets, value=value):
                for name in (n for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)):
                    given.setdefault(name.id, []).append(value)
            case ast.AugAssign(target=target, value=value):
                for name in (n for n in ast.walk(target) if isinstance(n, ast.Name)):
                    given.setdefault(name.id, []).append(value)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append"), args=[value]):
                given.setdefault(name, []).append(value)
            case ast.Return(value=ast.expr() as value):
                waiting.append(value)
    found: set[int] = set()
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        index = indices.get(id(node))
        known = None if index is None else passes(index)
        if known is False:
            continue
        if known and index is not None:
            found.add(index)
        if isinstance(node, ast.Name):
            waiting += given.get(node.id, [])
        waiting += ast.iter_child_nodes(node)
    return found
