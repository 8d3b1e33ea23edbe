"""Tests of randomness whose false alarms are bounded: at most one in a billion each."""

import math
from typing import Any

import numpy as np

FALSE_ALARM = 1e-9

Numbers = np.ndarray[Any, Any]


def is_standard_normal(sample: Numbers) -> bool:
    """Whether a sample may come from N(0, 1).

    The Kolmogorov-Smirnov distance against the bound of Dvoretzky, Kiefer and Wolfowitz with
    Massart's constant, `P(D > t) <= 2 exp(-2 n t^2)`, which holds for every n.
    """
    ordered = np.sort(sample.ravel())
    n = ordered.size
    cdf = np.array([0.5 * math.erfc(-x / math.sqrt(2)) for x in ordered])
    steps = np.arange(n + 1) / n
    distance = max((cdf - steps[:-1]).max(), (steps[1:] - cdf).max())
    return bool(distance <= math.sqrt(math.log(2 / FALSE_ALARM) / (2 * n)))


def is_binomial(successes: int, n: int, p: float) -> bool:
    """Whether a count of successes in `n` independent trials may have probability `p`.

    Chernoff's bound in its sharp form: either tail is at most `exp(-n KL(successes/n || p))`.
    """
    if p in (0.0, 1.0):
        return successes == n * p
    return n * _bernoulli_kl(successes / n, p) <= math.log(2 / FALSE_ALARM)


def counts_are_binomial(counts: Numbers, n: int, p: float) -> bool:
    """Whether counts may each be the successes of `n` independent trials of probability `p`."""
    return all(
        is_binomial(
            int((counts == k).sum()), counts.size, math.comb(n, k) * p**k * (1 - p) ** (n - k)
        )
        for k in range(n + 1)
    )


def signs_are_independent(a: Numbers, b: Numbers) -> bool:
    """Whether two samples symmetric about 0 agree in sign as often as independent ones do."""
    agree = int((np.sign(a.ravel()) == np.sign(b.ravel())).sum())
    return is_binomial(agree, a.size, 0.5)


def masks_are_independent(a: Numbers, b: Numbers, p: float) -> bool:
    """Whether two masks, each true with probability `p`, agree as often as independent ones do."""
    return is_binomial(int((a.ravel() == b.ravel()).sum()), a.size, p * p + (1 - p) * (1 - p))


def _bernoulli_kl(q: float, p: float) -> float:
    terms = [q * math.log(q / p)] if q > 0 else []
    terms += [(1 - q) * math.log((1 - q) / (1 - p))] if q < 1 else []
    return sum(terms)
