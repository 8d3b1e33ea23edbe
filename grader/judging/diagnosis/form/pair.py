"""Tuples and lists that hold the right answer in another way."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.patterns.parts import cases, names_of, value_of
from grader.probe.compare import compare
from grader.probe.values import Array


def exchanged(evidence: Evidence) -> str | None:
    """The answer is right throughout when its two parts are exchanged."""
    for case in cases(evidence):
        got, right = value_of(case.got), value_of(case.expected)
        if not (isinstance(got, tuple | list) and isinstance(right, tuple | list)):
            return None
        if len(right) != 2 or compare(tuple(reversed(got)), right, case) is not None:
            return None
    one, other = names_of(evidence, 2)
    return f"You return {one} and {other} in the wrong order."


def within(evidence: Evidence) -> str | None:
    """The right answer is one part of a tuple, or a list of its numbers."""
    found = [(value_of(case.got), value_of(case.expected), case) for case in cases(evidence)]
    if not found or not all(
        isinstance(got, tuple | list) and isinstance(right, Array) for got, right, _ in found
    ):
        return None
    for index in range(min(len(got) for got, _, _ in found)):
        if all(compare(got[index], right, case) is None for got, right, case in found):
            return f"Part {index} of what you return is the right answer: return it alone."
    if all(_same_numbers(got, right) for got, right, _ in found):
        return "You return the right numbers as a list: make a tensor of them."
    return None


def _same_numbers(values: Sequence[Any], right: Array) -> bool:
    if not all(type(value) is float for value in values) or right.shape != (len(values),):
        return False
    return bool(np.allclose(values, right.data, rtol=1e-5))
