"""Exceptions about numbers where tensors are needed, tensors where numbers are, and no value."""

import ast

from grader.judging.diagnosis.code.source import called, place
from grader.judging.diagnosis.raised.failure import Failure

_IN_MATH = {"log", "exp", "sqrt", "log1p", "expm1", "lgamma", "sin", "cos"}


def several(failure: Failure) -> str | None:
    """What takes one number got a tensor of several."""
    calls = [
        node
        for node in failure.line
        if isinstance(node, ast.Call) and _takes_one_number(node) and not _is_constant(node)
    ]
    if len(calls) != 1:
        return None
    name = ast.unparse(calls[0].func)
    instead = f"use `torch.{name[5:]}`" if name.startswith("math.") else "keep the tensor"
    return f"{place(calls[0])} takes one number and gets a tensor of several: {instead}."


def truth(failure: Failure) -> str:
    """Python asks whether a tensor or an array is true."""
    kind, where = ("array", "np") if "array" in failure.found[0] else ("tensor", "torch")
    return (
        f"Line {failure.number} asks whether a whole {kind} is true: `if`, `and` and Python's "
        f"`max` decide once for all elements. Use `{where}.where`."
    )


def plain(failure: Failure) -> str | None:
    """A function of torch got a Python number."""
    name = failure.found[1]
    calls = [node for node in failure.line if called(node) == name]
    if not calls:
        return None
    instead = f"`math.{name}`" if name in _IN_MATH else "a tensor"
    return f"{place(calls[0])} takes a tensor and gets a Python number: use {instead}."


def numpy(failure: Failure) -> str:
    """A tensor that needs a gradient goes to NumPy."""
    return (
        f"Line {failure.number} hands a tensor that needs a gradient to NumPy, which cannot keep "
        "one: use the functions of torch."
    )


def division(failure: Failure) -> str | None:
    """A division by 0, and the argument that makes it."""
    divisions = [
        node
        for node in failure.line
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div | ast.FloorDiv)
    ]
    if len(divisions) != 1:
        return None
    wrong, right = failure.cases
    culprits = [
        f"`{name}` is {value:g}"
        for name, value in (wrong[0].inputs.items() if wrong else ())
        if type(value) in (int, float)
        and all(case.inputs.get(name) == value for case in wrong)
        and not any(case.inputs.get(name) == value for case in right)
    ]
    where = f"where {culprits[0]}" if len(culprits) == 1 else "on some inputs"
    return f"{place(divisions[0])} divides by 0 {where}: give that case an answer of its own."


def nothing(failure: Failure) -> str | None:
    """A function returns nothing."""
    for function in failure.source.used:
        returns = [node for node in ast.walk(function) if isinstance(node, ast.Return)]
        if not any(node.value for node in returns):
            return f"`{function.name}` returns nothing: its `return` is missing."
    return None


def _takes_one_number(node: ast.Call) -> bool:
    name = ast.unparse(node.func)
    return called(node) == "item" or name in ("float", "int") or name.startswith("math.")


def _is_constant(node: ast.Call) -> bool:
    """Whether a call is of constants alone, such as `math.log(2 * math.pi)`."""
    parts = [part for argument in node.args for part in ast.walk(argument)]
    names = {part.id for part in parts if isinstance(part, ast.Name)}
    return bool(parts) and names <= {"math", "np", "torch"}
