# gmm_log_prob: scipy's cholesky gives the upper factor by default and it is solved as a lower one, so only its diagonal is used and correlations are ignored in the distance.
"""Gaussian mixtures with full covariances."""

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, special

Array = NDArray[np.float64]


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    d = X.shape[1]
    per_component: list[Array] = []
    for weight, mean, covariance in zip(weights, means, covariances, strict=True):
        chol = linalg.cholesky(covariance)
        z = linalg.solve_triangular(chol, (X - mean).T, lower=True)
        log_det = 2.0 * np.sum(np.log(np.diag(chol)))
        per_component.append(
            np.log(weight) - 0.5 * (d * np.log(2.0 * np.pi) + log_det + np.sum(z * z, axis=0))
        )
    return special.logsumexp(np.array(per_component), axis=0)


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    log_joint = np.empty((X.shape[0], weights.shape[0]))
    for j in range(weights.shape[0]):
        factor = np.linalg.cholesky(covariances[j])
        white = linalg.solve_triangular(factor, (X - means[j]).T, lower=True)
        log_joint[:, j] = (
            np.log(weights[j]) - np.log(np.diag(factor)).sum() - 0.5 * (white**2).sum(axis=0)
        )
    return np.exp(log_joint - special.logsumexp(log_joint, axis=1, keepdims=True))
