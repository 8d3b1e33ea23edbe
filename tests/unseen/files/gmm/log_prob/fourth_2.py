# gmm_log_prob: solve_triangular is left at its default lower=False for a lower factor, so correlations are ignored in the whitening
"""Log-density and responsibilities of a Gaussian mixture."""

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, special

Array = NDArray[np.float64]


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    n, d = X.shape
    log_joint = np.empty((n, len(weights)))
    for j in range(len(weights)):
        chol = np.linalg.cholesky(covariances[j])
        z = linalg.solve_triangular(chol, (X - means[j]).T)
        log_det = 2 * np.sum(np.log(np.diagonal(chol)))
        mahalanobis = np.einsum("dn,dn->n", z, z)
        log_joint[:, j] = np.log(weights[j]) - 0.5 * (
            d * np.log(2 * np.pi) + log_det + mahalanobis
        )
    return special.logsumexp(log_joint, axis=1)


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    n, d = X.shape
    log_joint = np.empty((n, len(weights)))
    for j in range(len(weights)):
        chol = np.linalg.cholesky(covariances[j])
        z = np.linalg.solve(chol, (X - means[j]).T)
        log_det = 2 * np.sum(np.log(np.diagonal(chol)))
        log_joint[:, j] = np.log(weights[j]) - 0.5 * (log_det + (z**2).sum(axis=0))
    log_joint -= log_joint.max(axis=1, keepdims=True)
    joint = np.exp(log_joint)
    return joint / joint.sum(axis=1, keepdims=True)
