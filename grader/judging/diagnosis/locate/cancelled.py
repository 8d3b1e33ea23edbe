"""Where large numbers nearly cancel: what is left of them has few right digits."""

import ast
from collections.abc import Iterator

import numpy as np

from grader.judging.diagnosis.code.source import WHOLE, place
from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.first_call import value_of
from grader.judging.diagnosis.locate.calls import Call, Followed, followed, has_wrong_value
from grader.judging.diagnosis.locate.right_numbers import (
    arrays,
    given_numbers,
    in_every_form,
    is_one_of,
    numbers_of,
    right_numbers,
)
from grader.judging.diagnosis.locate.watched import Noted
from grader.probe.values import floating_dtype
from grader.verdict import Misconception

LARGE = 1e3
"""How many times larger than what is left of them the numbers are at least."""

ROUNDINGS = 1e3
"""How many roundings of the largest number an error may come to."""


def cancelled(evidence: Evidence) -> Misconception | None:
    """In all wrong answers large numbers cancel in one place, and rounding explains the error."""
    found = followed(evidence, has_wrong_value, single=True)
    if found is None:
        return None
    return next(_cancelled(found), None)


def _cancelled(found: Followed) -> Iterator[Misconception]:
    trusted = in_every_form([*right_numbers(found), *given_numbers(found)])
    for index, node in enumerate(found.watched.places):
        left = [_left(found, node, index, call) for call in found.calls]
        numbers = numbers_of(found, index)
        if numbers is None or not all(left) or is_one_of(numbers, trusted):
            continue
        large, small = max(one for one in left if one)
        yield Misconception(
            "cancelled",
            f"In {place(node, WHOLE)} numbers of {large:.1g} nearly cancel: what is left of them, "
            f"{small:.1g}, has few right digits, or none.",
        )


def _left(found: Followed, node: ast.expr, index: int, call: Call) -> tuple[float, float] | None:
    """How large the numbers are and what is left of them, if that explains the answer's error."""
    error = _error(call)
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Add | ast.Sub):
        return None
    sizes = [np.abs(one.value) for one in _operands(found, node, call)]
    if len(sizes) < 2 or index not in call.noted or error is None:
        return None
    small = np.abs(call.noted[index].value)
    if small.shape not in [one.shape for one in sizes] or not small.size:
        return None
    # By the largest of each: one element of many may be 0 by right.
    large, left = min(float(one.max()) for one in sizes), float(small.max())
    digits = float(np.finfo(floating_dtype(call.case.inputs) or "float64").eps)
    explains = error * max(left, digits * large) <= ROUNDINGS * digits * large
    return (large, left) if large > LARGE * left and explains else None


def _operands(found: Followed, node: ast.BinOp, call: Call) -> Iterator[Noted]:
    for index, inner in enumerate(found.watched.places):
        if (inner is node.left or inner is node.right) and index in call.noted:
            yield call.noted[index]


def _error(call: Call) -> float | None:
    """The relative error of the answer's worst part; None where that is not a number."""
    got, right = (arrays(value_of(side)) for side in (call.case.got, call.case.expected))
    if [one.shape for one in got] != [one.shape for one in right] or not right:
        return None
    pairs = zip(got, right, strict=True)
    worst = max(
        float(np.abs(g - r).max(initial=0) / max(float(np.abs(r).max(initial=0)), 1e-300))
        for g, r in pairs
    )
    return worst if np.isfinite(worst) else None
