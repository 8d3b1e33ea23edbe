"""Answers that are wrong in float32 alone are told so, once float64 has shown it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.lost_digits import lost_digits
from grader.probe.case import Case
from tests.diagnosis.synthetic import evidence, tensor

INPUTS = [{"y": tensor([1.0, 2.0], "float32")}, {"y": tensor([3.0], "float32")}]


def asked(wrong: Callable[[Any], Any], again: Callable[[Any], Any]) -> Evidence:
    """A wrong submission in float32, and what it answers the second time."""

    def ask(probe: Any, given: Any, index: int) -> Case:
        y = given["y"].data
        assert y.dtype == np.float64
        return Case(given, tensor(again(y)), tensor(y.sum()))

    def single(answer: Callable[[Any], Any]) -> Callable[[Any], Any]:
        return lambda y: tensor(answer(y), "float32")

    return replace(evidence(INPUTS, single(wrong), single(np.sum)), ask=ask)


def test_it_is_said_where_float64_is_right() -> None:
    found = lost_digits(asked(lambda y: y.sum() + 1, np.sum))
    assert found is not None
    assert "in float32 your code loses digits" in found.message


@pytest.mark.parametrize(
    ("wrong", "again"),
    [(lambda y: y.sum() + 1, lambda y: y.sum() + 1), (np.sum, np.sum)],
    ids=["wrong in both", "right in both"],
)
def test_nothing_is_said_otherwise(
    wrong: Callable[[Any], Any], again: Callable[[Any], Any]
) -> None:
    assert lost_digits(asked(wrong, again)) is None
