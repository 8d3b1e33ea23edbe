"""Means and covariances of pairs of Gaussians."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from grader.probe.case import Inputs
from grader.probe.strategies import composite, tensors, torch_array
from grader.probe.strategies import reals as numbers


@composite
def covariance(draw: st.DrawFn, d: int) -> Inputs:
    """A covariance with variances about 1 and correlations of either sign, as `cov`."""
    widths = draw(st.lists(st.sampled_from([0.9, 0.7, 1.3, 1.9]), min_size=d, max_size=d))
    below = draw(tensors(st.sampled_from([0.0, 0.3, -0.4, 0.5]), (d, d)))
    factor = np.diag(widths) + np.tril(below.data, -1)
    return {"cov": torch_array(np.round(factor @ factor.T, 6))}


@composite
def pairs(draw: st.DrawFn) -> Inputs:
    """Two Gaussians of 1 to 4 dimensions, arguments in the order of the contract."""
    d = draw(st.integers(1, 4))
    found: dict[str, object] = {}
    for name in "pq":
        found[f"mu_{name}"] = draw(tensors(numbers(2, 10), (d,)))
        found[f"cov_{name}"] = draw(covariance(d))["cov"]
    return found


def correlated(variances: np.ndarray[Any, Any], correlation: float) -> np.ndarray[Any, Any]:
    """A covariance whose correlations fall off with the distance of two coordinates."""
    widths = np.sqrt(variances)
    places = np.arange(len(widths))
    correlations = correlation ** np.abs(places[:, None] - places)
    found = correlations * widths[:, None] * widths
    return np.asarray((found + found.T) / 2)


def far_apart(
    variances: Sequence[float], distance: float = 2.0, wider: float = 1.0, center: float = 0.0
) -> Inputs:
    """Two Gaussians with these variances.

    Args:
        variances: of `q`; those of `p` are from half to twice `wider` times as large.
        distance: of the means, in standard deviations of each coordinate.
        wider: how much larger the variances of `p` are.
        center: what is added to all means.
    """
    q = np.asarray(variances, dtype=float)
    turn = np.arange(len(q))
    p = q * wider * np.asarray([0.5, 2.0, 1.0])[turn % 3]
    shift = distance * np.sqrt(q) * np.cos(turn)
    return {
        "mu_p": torch_array(center + 0.75 * shift),
        "cov_p": torch_array(correlated(p, -0.4)),
        "mu_q": torch_array(center - 0.25 * shift),
        "cov_q": torch_array(correlated(q, 0.5)),
    }
