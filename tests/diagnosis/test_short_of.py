"""A fit whose every number lies between 0 and the right one is told so; nothing else is."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grader.judging.diagnosis.short_of import short_of
from tests.diagnosis.synthetic import evidence, inputs

FIT = {"of": "fit_scores", "exercise": "preferences/reward"}
LOSS = {"of": "bradley_terry_nll", "exercise": "preferences/reward"}


@pytest.mark.parametrize(
    ("wrong", "of", "found"),
    [
        (lambda x: x / 2, FIT, True),
        (lambda x: x / 2, LOSS, False),
        (lambda x: -x / 2, FIT, False),
        (lambda x: 2 * x, FIT, False),
        (lambda x: x[:1] / 2, FIT, False),
    ],
    ids=["a fit", "a loss", "the wrong sign", "too far", "another shape"],
)
def test_it_is_said_of_a_fit_alone(
    wrong: Callable[..., Any], of: dict[str, str], found: bool
) -> None:
    known = evidence(inputs("x", shapes=[(2,), (3,)]), wrong, lambda x: x, **of)
    assert (short_of(known) is not None) is found


def test_a_bound_that_all_results_reach_is_said() -> None:
    drawn = inputs("x", shapes=[(3,), (4,), (2, 2)])
    found = short_of(evidence(drawn, lambda x: np.clip(x, -0.5, 0.5), lambda x: x, **FIT))
    assert found is not None
    assert found.message.startswith("No number of your result is larger than 0.5 in size")


def test_further_inputs_must_bear_it_out() -> None:
    """Those that were never asked, since the function had failed by then."""
    known = evidence(
        inputs("x", shapes=[(2,), (3,)]),
        lambda x: x / 2,
        lambda x: x,
        **FIT,
        ask=lambda probe, given, index: far_off(probe, given),
    )
    assert short_of(known) is None


def far_off(probe: Any, given: Any) -> Any:
    [(_, [case, *_])] = evidence(inputs("x"), lambda x: 3 * x, lambda x: x, **FIT).asked
    return case
