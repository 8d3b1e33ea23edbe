"""An answer is compared with the right one, whatever the tolerance, and infinity is never near."""

import numpy as np
import pytest

from grader.probe.case import Case, Tolerance
from grader.probe.compare import compare
from grader.probe.values import Array

ANY = Tolerance(0.0, np.inf)


def array(*numbers: float) -> Array:
    return Array(np.array(numbers), "torch", "float64")


@pytest.mark.parametrize("number", [np.inf, -np.inf, np.nan])
@pytest.mark.parametrize("tolerance", [None, ANY], ids=["the usual one", "any value"])
def test_what_is_not_finite_is_told_so(number: float, tolerance: Tolerance | None) -> None:
    for got, right in (
        (Array(np.array(number), "torch", "float64"), Array(np.array(1.0), "torch", "float64")),
        (array(1.0, number), array(1.0, 2.0)),
    ):
        found = compare(got, right, Case({}, got), tolerance=tolerance)
        assert found is not None
        assert found.kind == "finite"


def test_any_finite_number_is_right_where_the_value_is_not_graded() -> None:
    assert compare(array(1.0, -5e300), array(1.0, 2.0), Case({}, None), tolerance=ANY) is None


def test_infinity_is_right_where_it_is_asked() -> None:
    assert compare(array(np.inf), array(np.inf), Case({}, None)) is None
    found = compare(array(1e300), array(np.inf), Case({}, None))
    assert found is not None
    assert found.kind == "value"
