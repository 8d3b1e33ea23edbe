"""Exceptions about shapes that do not fit."""

import ast

from grader.judging.diagnosis.code.source import called, place
from grader.judging.diagnosis.raised.failure import Failure
from grader.probe.case import Case
from grader.probe.values import Array

_REDUCTIONS = {"sum", "mean", "max", "amax", "min", "amin", "logsumexp", "norm", "prod", "std"}


def unequal(failure: Failure) -> str | None:
    """Two shapes do not fit: a reduction has lost its dimension, or `squeeze` has dropped one."""
    used = {node.id for node in failure.line if isinstance(node, ast.Name)}
    operands = [
        node
        for operation in failure.line
        if isinstance(operation, ast.BinOp | ast.AugAssign)
        for node in ast.walk(operation)
    ]
    assigned = [
        node.value
        for node in failure.source.nodes()
        if isinstance(node, ast.Assign)
        and node.lineno < failure.number
        and used & {ast.unparse(target) for target in node.targets}
    ]
    lost = list({id(n): n for n in (*operands, *assigned) if _loses_a_dimension(n)}.values())
    if len(lost) == 1:
        return (
            f"{place(lost[0])} loses the dimension that it reduces, so the shapes do not fit: "
            "`keepdim=True` keeps it."
        )
    return _too_few_classes(failure) or _squeezed(failure)


def matrices(failure: Failure) -> str | None:
    """A product of matrices lacks a transpose, or a layer is given merged dimensions."""
    rows, inner, other, columns = map(int, failure.found.groups())
    products = [
        node
        for node in failure.line
        if called(node) in ("matmul", "mm")
        or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult))
    ]
    if len(products) == 1 and inner == columns:
        sizes = f"{rows}x{inner} by {other}x{columns}"
        return f"{place(products[0])} multiplies {sizes}: the second factor must be transposed."
    merged = [n for n in failure.source.nodes() if called(n) in ("flatten", "view", "reshape")]
    if not products and len(merged) == 1:
        return f"{place(merged[0])} merges dimensions, but the layer takes the last one alone."
    return None


def dimension(failure: Failure) -> str | None:
    """A dimension that only some inputs have is named."""
    number = next(filter(None, failure.found.groups()))
    named = [
        word
        for node in failure.line
        if isinstance(node, ast.Call)
        for word in node.keywords
        if word.arg in ("dim", "axis") and ast.unparse(word.value) == number
    ]
    if not named:
        return None
    word = f"`{ast.unparse(named[0])}` at line {failure.number}"
    return f"{word} is a dimension that not every input has; -1 is the last one of any."


def fixed(failure: Failure) -> str | None:
    """A reshape names a size of its own."""
    for node in failure.line:
        if called(node) in ("view", "reshape"):
            return f"{place(node)} fixes a size: other inputs do not have it. Take it from `shape`."
    return None


def unpacked(failure: Failure) -> str | None:
    """A shape is taken apart into as many dimensions as only some inputs have."""
    if any(isinstance(n, ast.Attribute) and n.attr in ("shape", "size") for n in failure.line):
        count = failure.found[1]
        return f"Line {failure.number} takes inputs of {count} dimensions alone; any are allowed."
    return None


def vectors(failure: Failure) -> str | None:
    """`dot` is asked for more than vectors."""
    for node in failure.line:
        if called(node) == "dot":
            return f"{place(node)} takes vectors alone: multiply, then sum, for any shape."
    return None


def _too_few_classes(failure: Failure) -> str | None:
    """One-hot vectors have as many entries as the largest label asks for."""
    for node in failure.source.nodes():
        if called(node) == "one_hot" and isinstance(node, ast.Call):
            if len(node.args) + len(node.keywords) > 1:
                continue
            return (
                f"{place(node)} has no column for classes above the largest label it sees: give it "
                "the number of classes."
            )
    return None


def _loses_a_dimension(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or called(node) not in _REDUCTIONS:
        return False
    words = {word.arg for word in node.keywords}
    function = ast.unparse(node.func).partition(".")[0] in ("torch", "np")
    along = bool(words & {"dim", "axis"}) or len(node.args) == 1 + function
    return along and not words & {"keepdim", "keepdims"} and len(node.args) <= 1 + function


def _squeezed(failure: Failure) -> str | None:
    bare = [
        node
        for node in failure.source.nodes()
        if isinstance(node, ast.Call) and ast.unparse(node).endswith(".squeeze()")
    ]
    wrong, _ = failure.cases
    if len(bare) == 1 and len(wrong) > 1 and all(map(_has_a_one, wrong)):
        return (
            f"{place(bare[0])} drops every dimension of size 1, also that of a batch of one: name "
            "the dimension."
        )
    return None


def _has_a_one(case: Case) -> bool:
    return any(1 in value.shape for value in case.inputs.values() if isinstance(value, Array))
