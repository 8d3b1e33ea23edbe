"""The functions of a module and their qualified names."""

import ast
from collections.abc import Iterator

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def functions(node: ast.AST, prefix: str = "") -> Iterator[tuple[str, FunctionNode]]:
    """Yield every function under a node with its qualified name, outer ones first.

    A function nested in another is named `outer.inner`.
    """
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):  # holds no statement
            continue
        inner = prefix
        if isinstance(child, FunctionNode | ast.ClassDef):
            inner = f"{prefix}{child.name}."
        if isinstance(child, FunctionNode):
            yield f"{prefix}{child.name}", child
        yield from functions(child, inner)


def function_at(tree: ast.Module, line: int) -> tuple[str, FunctionNode] | None:
    """Return the innermost function around the statement that starts on a line, and its name."""
    around = None
    for name, node in functions(tree):
        if node.lineno < line <= (node.end_lineno or 0):
            around = name, node
    return around


def first_line(node: ast.stmt) -> int:
    """Return the line where a statement starts, including its decorators."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])
