"""The sentence below two curves is true of them."""

import numpy as np

from grader.judging.pictures.captions import caption

X = np.linspace(-2, 2, 9)


def test_curves_that_cross_follow_each_other_nowhere() -> None:
    said = caption(X, np.exp(X / 2), np.exp(X), "x")
    assert said == "The curves meet where x is 0, and differ most where it is 2."


def test_a_curve_that_leaves_the_right_one_says_where() -> None:
    said = caption(X, np.maximum(X, 0), np.where(X < 0, X**2, X), "x")
    assert said == "Yours follows the right one, but not where x is between -2 and -0.5."


def test_a_curve_with_gaps_says_where_it_has_no_value() -> None:
    said = caption(X, np.where(X > 1, np.nan, X), X, "x")
    assert said == "Yours has no finite value where x is between 1.5 and 2; the right one has."
