"""Where infinity or nan comes from: the code that makes it out of finite numbers."""

import ast
from collections.abc import Iterator, Mapping

import numpy as np

from grader.judging.diagnosis.answers import is_finite, is_right
from grader.judging.diagnosis.code.source import called, place
from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.first_call import value_of
from grader.judging.diagnosis.locate.calls import Followed, followed, has_wrong_value
from grader.judging.diagnosis.locate.flow import flowing
from grader.judging.diagnosis.locate.watched import UNFILLED, Noted, Numbers
from grader.probe.case import Case
from grader.probe.values import Array
from grader.verdict import Misconception


def not_finite(evidence: Evidence) -> Misconception | None:
    """Most wrong answers are infinite or nan, and a place is seen to make them so."""
    wrong = [
        case
        for probe, _, case in evidence.inputs
        if probe.of == evidence.failed and not is_right(probe, case)
    ]
    for is_lost, find, ends in (
        (_is_lost, _origins, ", and the answer with it."),
        (_has_lost_gradient, _makers, ": that is not seen in the answer, but its gradient is nan."),
    ):
        if not wrong or 2 * sum(map(is_lost, wrong)) < len(wrong):
            continue
        found = followed(evidence, is_lost)
        if found is None:
            return None
        origins = [set(find(found, call.noted)) for call in found.calls]
        if not all(origins):
            return None
        # What is too small for one input may be too large for another: the first is spoken of.
        common = set.intersection(*origins)
        noted = [call.noted for call in found.calls[: None if common else 1]]
        message = f"{_said(found, min(common or origins[0]), noted)}{ends}"
        return Misconception("not-finite", message)
    return None


def _is_lost(case: Case) -> bool:
    return is_finite(value_of(case.expected)) and not is_finite(value_of(case.got))


def _has_lost_gradient(case: Case) -> bool:
    got, right = (
        side.get("gradient") if isinstance(side, Mapping) else None
        for side in (case.got, case.expected)
    )
    return (
        isinstance(got, Mapping)
        and isinstance(right, Mapping)
        and not has_wrong_value(case)
        and any(
            isinstance(right.get(name), Array) and _is_nan(found) for name, found in got.items()
        )
    )


def _is_nan(found: object) -> bool:
    return isinstance(found, Array) and not np.isfinite(found.data).all()


def _makers(found: Followed, noted: Mapping[int, Noted]) -> Iterator[int]:
    """The places that are not finite, of finite numbers."""

    def is_lost(index: int) -> bool:
        return index in noted and not np.isfinite(noted[index].value).all()

    for index in noted:
        node = found.watched.places[index] if index < len(found.watched.places) else ast.Name("")
        inner = _inner(found, node)
        if isinstance(node, ast.Name) or called(node) in UNFILLED:
            continue
        if is_lost(index) and inner and not any(map(is_lost, inner)):
            yield index


def _origins(found: Followed, noted: Mapping[int, Noted]) -> Iterator[int]:
    """Those from which the answer is computed through such places alone."""

    def is_lost(index: int) -> bool | None:
        return not np.isfinite(noted[index].value).all() if index in noted else None

    flow = flowing(found.watched, is_lost)
    return (index for index in _makers(found, noted) if index in flow)


def _inner(found: Followed, node: ast.expr) -> list[int]:
    """The places within a place."""
    inside = {id(one) for one in ast.walk(node)} - {id(node)}
    return [index for index, one in enumerate(found.watched.places) if id(one) in inside]


def _said(found: Followed, index: int, noted: list[Mapping[int, Noted]]) -> str:
    node = found.watched.places[index]
    values = [one[index].value for one in noted]
    what = "nan" if all(np.isnan(x).any() for x in values) else "infinite"
    return f"{place(node)} is {what}{_reason(found, node, noted)}"


def _reason(found: Followed, node: ast.expr, noted: list[Mapping[int, Noted]]) -> str:
    operands = [
        (index, found.watched.places[index])
        for index in _inner(found, node)
        if any(child is found.watched.places[index] for child in _operands(node))
    ]
    for index, operand in operands:
        values = [one[index].value for one in noted if index in one]
        if len(values) == len(noted) and all((x == 0).any() for x in values):
            shown = place(operand).rpartition(" at line ")[0]
            return f" where {shown} is 0"
    for index, operand in operands:
        values = [one[index].value for one in noted if index in one]
        if values and called(node) in ("exp", "expm1", "cosh", "sinh", "exp_"):
            largest = max(float(_largest(x)) for x in values)
            shown = place(operand).rpartition(" at line ")[0]
            return f" where {shown} is as large as {largest:.4g}"
    return ""


def _operands(node: ast.expr) -> list[ast.AST]:
    match node:
        case ast.Call(func=ast.Attribute(value=base), args=args):
            return [base, *args]
        case ast.BinOp(left=left, right=right):
            return [right, left]
    return list(ast.iter_child_nodes(node))


def _largest(numbers: Numbers) -> float:
    return float(numbers.max(initial=-np.inf))
