"""Answers of another shape: how they hold the right numbers."""

import ast
from collections.abc import Callable
from typing import Any

import numpy as np

from grader.judging.diagnosis.code.source import Source, called, place
from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.patterns.parts import Numbers, cases, value_of
from grader.probe.values import Array

SHAPES: dict[str, Callable[[Numbers, Numbers], bool]] = {
    "is the right number with a dimension too many": lambda got, right: (
        right.shape == () and got.size == 1 and _same(got, right)
    ),
    "is transposed": lambda got, right: right.ndim == 2 and _same(got, right.T),
    "holds the right numbers in a shape that lacks the dimensions of size 1": lambda got, right: (
        got.shape == np.squeeze(right).shape and _same(got, np.squeeze(right))
    ),
    "holds the right numbers in another shape": lambda got, right: (
        got.size == right.size and _same(got.ravel(), right.ravel())
    ),
    "still has several numbers, whose mean is the right one: take it": lambda got, right: (
        right.shape == () and _same(got.mean(), right)
    ),
    "still has several numbers, whose sum is the right one: add them up": lambda got, right: (
        right.shape == () and _same(got.sum(), right)
    ),
    "is the sum of the right numbers: keep them apart": lambda got, right: (
        got.size == 1 and _same(got.ravel()[0], right.sum())
    ),
    "is the mean of the right numbers: keep them apart": lambda got, right: (
        got.size == 1 and _same(got.ravel()[0], right.mean())
    ),
    "holds the right numbers in its last column alone": lambda got, right: (
        got.ndim > 0 and _same(got[..., -1].ravel(), right.ravel())
    ),
    "pairs every row with every other: shapes (n, 1) and (n,) broadcast to (n, n)": (
        lambda got, right: (
            got.ndim == 2 and got.shape[0] == got.shape[1] == right.size and right.shape != ()
        )
    ),
}
"""What an answer of another shape is, the most telling first."""


def shape(evidence: Evidence, source: Source) -> str | None:
    """What the answers are that have another shape, if it is the same of all of them."""
    found = [(_numbers(value_of(c.got)), _numbers(value_of(c.expected))) for c in cases(evidence)]
    apart = [
        (got, right)
        for got, right in found
        if got is not None and right is not None and got.shape != right.shape
    ]
    if not apart or any(got is None for got, _ in found):
        return None
    for words, holds in SHAPES.items():
        if all(holds(got, right) for got, right in apart) and any(
            max(got.size, right.size) > 1 or right.shape == () for got, right in apart
        ):
            return f"Your result {words}{_made(source) if 'dimension' in words else ''}."
    return None


def _made(source: Source) -> str:
    """The one place that may have made or dropped a dimension."""
    seen = [
        node
        for node in source.nodes()
        if isinstance(node, ast.Call)
        and (
            any(word.arg in ("keepdim", "keepdims") for word in node.keywords)
            or ast.unparse(node).endswith(".squeeze()")
            or (called(node) in ("zeros", "ones") and ast.unparse(node.args[0]) == "1")
        )
    ]
    return f" ({place(seen[0])})" if len(seen) == 1 else ""


def _numbers(value: Any) -> Numbers | None:
    return value.data.astype(np.float64) if isinstance(value, Array) else None


def _same(got: Any, right: Any) -> bool:
    """Whether two arrays hold the same numbers; of one number the shape does not matter."""
    if np.size(got) != 1 and np.shape(got) != np.shape(right):
        return False
    return np.size(got) == np.size(right) and bool(np.allclose(got, right, rtol=1e-4, atol=1e-5))
