# gmm_log_prob: adds 1e-6 to the diagonal of the given covariances, which is not small against variances of 1e-6.
"""Log-density of a Gaussian mixture."""

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, special

Array = NDArray[np.float64]
JITTER = 1e-6


def _log_gaussian(X: Array, mean: Array, covariance: Array) -> Array:
    d = mean.shape[0]
    chol = linalg.cholesky(covariance, lower=True)
    z = linalg.solve_triangular(chol, (X - mean).T, lower=True)
    log_det = 2.0 * np.log(np.diag(chol)).sum()
    return -0.5 * (d * np.log(2 * np.pi) + log_det + (z**2).sum(axis=0))


def _log_joint(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    columns = [
        np.log(w) + _log_gaussian(X, m, c) for w, m, c in zip(weights, means, covariances)
    ]
    return np.stack(columns, axis=1)


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    """Log-density of a full-covariance Gaussian mixture."""
    stable = covariances + JITTER * np.eye(X.shape[1])
    return special.logsumexp(_log_joint(X, weights, means, stable), axis=1)


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    """Posterior probabilities of the components."""
    log_joint = _log_joint(X, weights, means, covariances)
    return np.exp(log_joint - special.logsumexp(log_joint, axis=1, keepdims=True))
