# gmm_log_prob: adds 1e-6 to the diagonal of each covariance for stability, which changes the density where variances are that small
"""Mixture densities in NumPy."""

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, special

Array = NDArray[np.float64]


def _log_normal(X: Array, mean: Array, covariance: Array) -> Array:
    chol = linalg.cholesky(covariance, lower=True)
    z = linalg.solve_triangular(chol, (X - mean).T, lower=True)
    log_det = 2.0 * np.log(np.diag(chol)).sum()
    return -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + (z * z).sum(axis=0))


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    jitter = 1e-6 * np.eye(X.shape[1])
    per_component = [
        np.log(w) + _log_normal(X, m, c + jitter)
        for w, m, c in zip(weights, means, covariances, strict=True)
    ]
    return special.logsumexp(np.stack(per_component, axis=1), axis=1)


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    log_joint = np.stack(
        [
            np.log(w) + _log_normal(X, m, c)
            for w, m, c in zip(weights, means, covariances, strict=True)
        ],
        axis=1,
    )
    return special.softmax(log_joint, axis=1)
