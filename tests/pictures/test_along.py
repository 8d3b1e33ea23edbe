"""Few inputs are asked for a curve, more of them where it bends, and none without an end."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from grader.judging.pictures import Failure
from grader.judging.pictures.along import MORE, bends
from grader.judging.pictures.output import Output
from grader.judging.pictures.place import Place, place_that_matters
from grader.probe.case import Case
from grader.probe.values import Array
from grader.worker.failures import Died

X = np.linspace(-4, 4, 9)


def test_straight_lines_need_no_more_points() -> None:
    assert bends(X, 3 * X, np.full(9, 2.0)).size == 0


def test_more_points_are_asked_where_a_curve_bends() -> None:
    assert set(bends(X, np.maximum(X, 0), X)) == {-0.5, 0.5}
    assert len(bends(X, X**2, np.sin(X))) == MORE


def test_more_points_are_asked_where_a_gap_begins() -> None:
    assert 1.5 in bends(X, X, np.where(X > 1, np.nan, X))


def test_any_numbers_leave_it_whole() -> None:
    odd = np.array([1e308, -1e308, np.nan, np.inf, -np.inf, 0, 1e-300, 5, 5])
    assert len(bends(X, odd, X)) <= MORE
    assert bends(X, np.full(9, np.nan)).size == 0


ANSWER = {"got": 1.0, "printed": ""}


def ends() -> Iterator[Any]:
    """Answers of a process that ends after the first."""
    yield ANSWER
    raise Died("It ended.")


@pytest.mark.parametrize(
    ("answers", "spent"), [(iter([ANSWER] * 9), True), (ends(), False)], ids=["slow", "ending"]
)
def test_a_submission_that_is_slow_or_ends_is_asked_for_no_more(
    answers: Iterator[Any], spent: bool
) -> None:
    worker: Any = SimpleNamespace(
        budget=lambda seconds: SimpleNamespace(spent=spent), run=lambda *_, **__: answers
    )
    key: Any = SimpleNamespace(seed=lambda probe: 0, expected=lambda probe, inputs: 2.0)
    probe: Any = SimpleNamespace(name="p", tolerance=None)
    failure = Failure(key, worker, probe, Case({}, 1.0, 2.0), None)  # type: ignore[arg-type]
    assert failure.both([{}] * 9) == [(2.0, 1.0)]


def numbers(*values: float) -> Array:
    return Array(np.array(values), "torch", "float64")


def place(drawn: list[dict[str, Array]], slopes: dict[str, Array]) -> Place | None:
    """Along what the first of these inputs is drawn, when the result has these slopes."""
    right = {"value": Array(np.array(0.0), "torch", "float64"), "gradient": slopes}
    key: Any = SimpleNamespace(cases=lambda probe: (drawn, []))
    failure = Failure(key, None, None, Case(drawn[0], None, right), None)  # type: ignore[arg-type]
    return place_that_matters(failure, Output(("value",), (), 0, "result"))


def test_the_number_with_the_steepest_gradient_varies() -> None:
    drawn = [{"a": numbers(0.5, 1.5), "b": numbers(2.5)}, {"a": numbers(3.0), "b": numbers(9.0)}]
    found = place(drawn, {"a": numbers(0.1, -6.0), "b": numbers(1.0)})
    assert found is not None
    assert (found.name, found.index) == ("a", 1)


def test_nothing_varies_beyond_what_is_drawn() -> None:
    drawn = [{"a": numbers(-6.6)}, {"a": numbers(-6.6 - 1e-9)}]
    assert place(drawn, {"a": numbers(1.0)}) is None
