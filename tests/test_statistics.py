"""Tests of randomness: what they find, and how seldom they are wrong."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.random import Generator
from scipy.stats import chi2

from grader.probe.randomness import LARGE, are_uncorrelated, departure, mean_bounds

N = 2**19
"""The draws of a large sample."""


def mean_square_bounds() -> tuple[float, float]:
    """Between which the sum of the squares of so many right draws lies."""
    low, high = mean_bounds(lambda x: x * x - 1, N)
    return N * (1 + low), N * (1 + high)


def test_the_false_alarm_of_a_spread_is_below_its_share() -> None:
    """The exact distribution of a sum of squares confirms Chernoff's bound."""
    low, high = mean_square_bounds()
    assert chi2.cdf(low, N) + chi2.sf(high, N) < LARGE


@pytest.mark.parametrize("spread", [0.99, 1.01])
def test_a_spread_one_percent_off_is_found_with_a_power_of_three_nines(spread: float) -> None:
    """By the exact distribution, and by simulation."""
    low, high = mean_square_bounds()
    assert chi2.cdf(low / spread**2, N) + chi2.sf(high / spread**2, N) > 0.999
    squares = spread**2 * np.random.default_rng(0).chisquare(N, 100_000)
    assert ((squares < low) | (squares > high)).mean() > 0.999


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (lambda rng: rng.standard_normal(N), None),
        (lambda rng: 0.99 * rng.standard_normal(N), "too narrow"),
        (lambda rng: 1.01 * rng.standard_normal(N), "too wide"),
        (lambda rng: 0.02 + rng.standard_normal(N), "off its mean"),
        (lambda rng: sum(rng.random(N) for _ in range(12)) - 6, "too light in its tails"),
        (lambda rng: rng.standard_t(30, N) * (28 / 30) ** 0.5, "too heavy in its tails"),
        (lambda rng: (rng.gamma(900, size=N) - 900) / 30, "leaning to one side"),
        (lambda rng: rng.standard_normal(N).clip(-4, 4), "not normal"),
    ],
)
def test_how_noise_departs_from_the_normal_law_is_said(
    draw: Callable[[Generator], np.ndarray], said: str | None
) -> None:
    """Each fault has words of its own, and normal noise has none."""
    assert departure(draw(np.random.default_rng(0))) == said


@pytest.mark.parametrize(("link", "independent"), [(0.0, True), (0.03, False)])
def test_a_slight_correlation_is_found(link: float, independent: bool) -> None:
    """Of half a million pairs."""
    a, b = np.random.default_rng(0).standard_normal((2, N))
    assert are_uncorrelated(a, link * a + (1 - link**2) ** 0.5 * b) is independent
