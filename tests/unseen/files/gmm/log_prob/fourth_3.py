# responsibilities: clips log-joints at -700 before exponentiating, so far from every component all components come out equally likely
"""Who generated this point?"""

import numpy as np
from numpy.typing import NDArray
from scipy import linalg

Array = NDArray[np.float64]


def _log_joint(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    d = X.shape[1]
    columns = []
    for w, mean, covariance in zip(weights, means, covariances, strict=True):
        chol = linalg.cholesky(covariance, lower=True)
        z = linalg.solve_triangular(chol, (X - mean).T, lower=True)
        half_log_det = np.log(np.diag(chol)).sum()
        log_density = -0.5 * d * np.log(2 * np.pi) - half_log_det - 0.5 * np.sum(z**2, axis=0)
        columns.append(np.log(w) + log_density)
    return np.column_stack(columns)


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    log_joint = _log_joint(X, weights, means, covariances)
    return np.logaddexp.reduce(log_joint, axis=1)


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    log_joint = np.clip(_log_joint(X, weights, means, covariances), -700.0, 700.0)
    joint = np.exp(log_joint)
    return joint / joint.sum(axis=1, keepdims=True)
