"""Tests of randomness with a bounded rate of false alarms, for any number of draws.

All tests of one grade together fail a right answer less than once in `1 / FALSE_ALARM` grades. The
few tests of a large sample, which must detect the smallest effects, get most of that rate.
"""

import math
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import torch

FALSE_ALARM = 1e-9
"""How often a grade of a right answer may fail by chance."""

EACH = FALSE_ALARM / 1000
"""The rate of one test; no grade has more than 300 of them."""

LARGE = FALSE_ALARM / 20
"""The rate of one test of a large sample; no grade has more than 14 of them."""

ROUNDING_TO_ZERO = 2**-22
"""How often, at most, `torch.rand` of float32 is 0: once in 2^24. If noise is the logarithm or
the quantile of that number, it is infinite."""

Numbers = np.ndarray[Any, Any]


def departure(sample: Numbers) -> str | None:
    """How a large sample differs from N(0, 1), in words that do not depend on chance; or None.

    The means of Hermite's polynomials (mean, spread, skewness, tails) against Chernoff's bounds,
    then the distribution as a whole.
    """
    x = sample.ravel()
    for score, below, above in _SCORES:
        low, high = mean_bounds(score, x.size)
        mean = float(score(x).mean())
        if not low <= mean <= high:
            return below if mean < low else above
    return None if _fills_the_histogram(x) else "not normal"


@cache
def mean_bounds(score: Callable[[Numbers], Numbers], n: int) -> tuple[float, float]:
    """Bounds on the mean of a score of n standard normals, n large; `LARGE` is their error rate.

    Chernoff's bound: for any rate `r > 0`, `P(mean >= t) <= exp(-n (r t - log E[exp(r score)]))`.
    Each rate gives a bound that holds for every n; the best of many is used.
    """
    x = np.linspace(-12, 12, 481)
    weights = -(x**2) / 2 - math.log(20 * math.sqrt(2 * math.pi))  # 20 points in a unit
    rates = np.geomspace(5e-4, 0.05, 60)[:, None]
    room = math.log(2 / LARGE) / n
    with np.errstate(over="ignore"):
        high, low = (
            (
                (np.log(np.exp(weights + rates * sign * score(x)).sum(axis=1)) + room) / rates[:, 0]
            ).min()
            for sign in (1, -1)
        )
    return -float(low), float(high)


def is_standard_normal(sample: Numbers) -> bool:
    """Whether a sample can come from N(0, 1).

    The Kolmogorov-Smirnov distance against the bound of Dvoretzky, Kiefer and Wolfowitz with
    Massart's constant, `P(D > t) <= 2 exp(-2 n t^2)`, which holds for every n.
    """
    ordered = np.sort(sample.ravel())
    n = ordered.size
    cdf = _cdf(ordered)
    steps = np.arange(n + 1) / n
    distance = max((cdf - steps[:-1]).max(), (steps[1:] - cdf).max())
    return bool(distance <= math.sqrt(math.log(2 / EACH) / (2 * n)))


def has_unit_variance(sample: Numbers) -> bool:
    """Whether numbers of mean 0 can come from N(0, 1), by their mean square.

    Chernoff's bound: either tail of a chi-squared mean of n, beyond r, has a probability of at most
    `exp(-n (r - 1 - log r) / 2)`.
    """
    r = float(np.mean(sample**2))
    return r > 0 and sample.size * (r - 1 - math.log(r)) / 2 <= math.log(2 / EACH)


def are_uncorrelated(a: Numbers, b: Numbers) -> bool:
    """Whether two samples of N(0, 1) can be independent.

    For any b, the projection of independent normal numbers on it is a standard normal.
    """
    projection = abs(float((a * b).sum())) / math.sqrt(float((b * b).sum()))
    return math.erfc(projection / math.sqrt(2)) >= EACH


def is_binomial(successes: int, n: int, p: float, false_alarm: float = EACH) -> bool:
    """Whether a count of successes in `n` independent trials can come from probability `p`.

    Chernoff's bound in its sharp form: either tail is at most `exp(-n KL(successes/n || p))`.
    """
    if p in (0.0, 1.0):
        return successes == n * p
    return n * _bernoulli_kl(successes / n, p) <= math.log(2 / false_alarm)


def counts_are_binomial(counts: Numbers, n: int, p: float) -> bool:
    """Whether each count can be the successes of `n` independent trials of probability `p`."""
    return all(
        is_binomial(
            int((counts == k).sum()), counts.size, math.comb(n, k) * p**k * (1 - p) ** (n - k)
        )
        for k in range(n + 1)
    )


def masks_are_independent(a: Numbers, b: Numbers, p: float) -> bool:
    """Whether two masks, each true with probability `p`, agree as often as independent ones do."""
    return is_binomial(int((a.ravel() == b.ravel()).sum()), a.size, p * p + (1 - p) * (1 - p))


_CLIP = 6.0  # larger numbers count as this, or a few would dominate skewness and tails


def _skewness(x: Numbers) -> Numbers:
    x = np.clip(x, -_CLIP, _CLIP)
    result: Numbers = x * (x * x - 3)
    return result


def _tails(x: Numbers) -> Numbers:
    square = np.square(np.clip(x, -_CLIP, _CLIP))
    result: Numbers = (square - 6) * square + 3
    return result


_SCORES: tuple[tuple[Callable[[Numbers], Numbers], str, str], ...] = (
    (lambda x: x, "off its mean", "off its mean"),
    (lambda x: x * x - 1, "too narrow", "too wide"),
    (_skewness, "leaning to one side", "leaning to one side"),
    (_tails, "too light in its tails", "too heavy in its tails"),
)


def _fills_the_histogram(x: Numbers) -> bool:
    """Whether the numbers below each edge, and far out, are as many as for N(0, 1)."""
    # People truncate and clamp at 3 or 4: numbers piled up there must not count as beyond.
    step, reach = 1 / 32, 4 + 1 / 32
    edges = np.arange(-reach, reach + step / 2, step)
    place = np.clip((x + reach) / step + 1, 0, len(edges)).astype(np.int64)
    below = np.cumsum(np.bincount(place, minlength=len(edges) + 1))[:-1]
    distance = np.abs(below / x.size - _cdf(edges)).max()
    if distance > math.sqrt(math.log(2 / LARGE) / (2 * x.size)):
        return False
    for far in (reach - 1, reach):
        first = round((reach - far) / step)
        beyond = int(below[first] + x.size - below[-1 - first])
        if not is_binomial(beyond, x.size, math.erfc(far / math.sqrt(2)), LARGE):
            return False
    return True


def _cdf(x: Numbers) -> Numbers:
    result: Numbers = torch.special.ndtr(torch.from_numpy(x)).numpy()
    return result


def _bernoulli_kl(q: float, p: float) -> float:
    terms = [q * math.log(q / p)] if q > 0 else []
    terms += [(1 - q) * math.log((1 - q) / (1 - p))] if q < 1 else []
    return sum(terms)
