"""Where a submission may lose digits, seen in its text: what makes float32, and small constants.

What is found is advice beside a judgement by numbers, and never one by itself.
"""

import ast
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

SMALL = 1e-4
"""Constants below it are there to keep something from being 0."""

_FLOATING = {"zeros", "ones", "eye", "linspace", "empty", "rand", "randn", "Tensor", "FloatTensor"}
_OF_NUMBERS = {"tensor", "full", "scalar_tensor", "as_tensor"}
_COUNTS = {"bincount", "count_nonzero"}
_CONVERTED = {"to", "double", "type", "type_as"}
_LONGEST = 40


@dataclass(frozen=True)
class Suspects:
    """Places in a text, each as code with its line, or empty.

    Attributes:
        float32: makes a float32 tensor, whatever the inputs are.
        small: a small constant.
    """

    float32: str = ""
    small: str = ""


UNSEEN = Suspects()


def suspects(text: str, function: str) -> Suspects:
    """Look through a function and what it uses of the same file.

    Args:
        text: a submission.
        function: the name of a function or class, or `Class.method`.
    """
    with warnings.catch_warnings(action="ignore"):
        try:
            nodes = list(_reachable(ast.parse(text), function.partition(".")[0]))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return UNSEEN
    converted = {
        id(node.value)
        for node in nodes
        if isinstance(node, ast.Attribute) and node.attr in _CONVERTED
    }
    made = [node for node in nodes if id(node) not in converted and _makes_float32(node)]
    # A count leads to float32 only if nothing else does: divided by an integer, say.
    made.sort(key=_counts)
    return Suspects(_place(next(iter(made), None)), _place(next(filter(_is_small, nodes), None)))


def _reachable(module: ast.Module, name: str) -> Iterator[ast.expr]:
    """The expressions of a definition of a module, and of those that it names, in turn."""
    known: dict[str, list[ast.stmt]] = {}
    for statement in module.body:
        for part in ast.walk(statement):
            if isinstance(part, (ast.FunctionDef, ast.ClassDef)):
                known.setdefault(part.name, [statement])
            elif isinstance(statement, ast.Assign) and part in statement.targets:
                known.setdefault(getattr(part, "id", ""), []).append(statement)
    waiting = [name]
    while waiting:
        for statement in known.pop(waiting.pop(), ()):
            for node in ast.walk(statement):
                if isinstance(node, ast.Name):
                    waiting.append(node.id)
                if isinstance(node, ast.expr):
                    yield node


def _makes_float32(node: ast.expr) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr in ("float32", "float") and isinstance(node.value, ast.Name)
    if not isinstance(node, ast.Call) or any(word.arg == "dtype" for word in node.keywords):
        return False
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if ast.unparse(node.func).startswith(("np.", "numpy.")):  # makes float64
        return False
    if name == "float":
        return isinstance(node.func, ast.Attribute)
    if name == "get_default_dtype":
        return True
    if name in _OF_NUMBERS:
        numbers = [part for part in ast.walk(node) if isinstance(part, ast.Constant)]
        return any(type(number.value) is float for number in numbers) or not numbers
    return name in _FLOATING or _counts(node)


def _counts(node: ast.expr) -> bool:
    """Whether a call counts, so that what it returns is an integer."""
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    compared = isinstance(getattr(node.func, "value", None), ast.Compare)
    return name in _COUNTS or (name == "sum" and compared)


def _is_small(node: ast.expr) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr in ("eps", "tiny")
    return isinstance(node, ast.Constant) and type(node.value) is float and 0 < node.value < SMALL


def _place(node: ast.expr | None) -> str:
    return "" if node is None else f"`{ast.unparse(node)[:_LONGEST]}` at line {node.lineno}"
