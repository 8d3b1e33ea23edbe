"""What makes another type or dtype of an answer, as far as the text shows one such place."""

import ast
from collections.abc import Callable

from grader.judging.diagnosis.code.source import Source, called, place


def python_number(source: Source) -> str | None:
    """Where a tensor becomes a Python number."""
    where = _only(source, _makes_a_number)
    return where and f"{where} makes a Python number, and no gradient passes: return the tensor."


def none(source: Source) -> str | None:
    """A function that returns nothing."""
    for function in source.used[:1]:
        if not any(isinstance(n, ast.Return) and n.value for n in ast.walk(function)):
            return f"`{function.name}` has no `return` with a value."
    return None


def numpy(source: Source) -> str | None:
    """Where a tensor becomes an array."""
    where = _only(source, lambda node: called(node) == "numpy")
    return where and f"{where} leaves torch, and no gradient passes: stay with tensors."


def float64(source: Source) -> str | None:
    """Where float64 is made whatever the inputs are."""
    where = _only(
        source,
        lambda node: (
            called(node) == "double" or (isinstance(node, ast.Attribute) and node.attr == "float64")
        ),
    )
    return where and f"{where} makes float64, whatever the inputs are."


def _only(source: Source, is_one: Callable[[ast.AST], bool]) -> str | None:
    """The first such place of what failed."""
    return next((place(node) for node in source.nodes() if is_one(node)), None)


def _makes_a_number(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    return called(node) in ("item", "tolist") or ast.unparse(node.func) == "float"
