"""# Log-density and responsibilities of a mixture.

A Gaussian mixture tells a story with a hidden choice: pick component `j` with probability `w_j`,
then draw `x ~ N(mean_j, covariance_j)`. Summing the choice out gives the density `p(x)`; Bayes'
rule recovers the choice. Write both with NumPy:

- `gmm_log_prob(X, weights, means, covariances)`: the log-density `log p(x)` of each row, every
  constant included, shape `(n,)`;
- `responsibilities(X, weights, means, covariances)`: for each row, the posterior probability of
  each component given the row, shape `(n, k)`.

All arrays are float64 and not modified: `X (n, d)`, `weights (k,)` positive with a sum of 1 up to
rounding, `means (k, d)`, `covariances (k, d, d)` symmetric and positive definite, possibly nearly
singular. `k = 1`, `d = 1` and `n = 1` are allowed. `d` goes up to 64, and variances from `1e-6`
to `1e6`: a determinant may overflow or underflow although its logarithm is an ordinary number.

A row may be up to 1,000 standard deviations from every component. Every density is then 0 in
floating point, but its logarithm is an ordinary number: the log-density stays finite and
accurate, and the responsibilities still sum to 1. On the parameters of a fitted `GaussianMixture`
the result agrees with its `score_samples`.

From scratch: no `scipy.stats` and no `GaussianMixture`; `scipy.special` may be used.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, special

from grader import blank

Array = NDArray[np.float64]


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    """Log-density of a full-covariance Gaussian mixture.

    Args:
        X: points, shape (n, d).
        weights: positive weights of the components, shape (k,).
        means: shape (k, d).
        covariances: symmetric positive definite, shape (k, d, d).

    Returns:
        The log-density of each row of `X`, shape (n,).
    """
    per_component: list[Array] = []
    for weight, mean, covariance in zip(weights, means, covariances, strict=True):
        chol = blank("a factor instead of an inverse")
        z = blank("whitened, (d, n)")
        log_det = blank("log-determinant of the covariance")
        blank("append log of weight times density, for every row")
    return blank("add the components up, from logarithms")


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    """Posterior probabilities of the components.

    Args:
        X: points, shape (n, d).
        weights: positive weights of the components, shape (k,).
        means: shape (k, d).
        covariances: symmetric positive definite, shape (k, d, d).

    Returns:
        The probability that each row came from each component, shape (n, k).
    """
    log_joint = blank("log of weight times density, rows by components")
    return blank("normalize each row")
