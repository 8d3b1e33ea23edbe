# gmm_log_prob: the constant log(2*pi)/2 is subtracted once instead of once per dimension, so the log-density is wrong for d > 1 (the responsibilities do not depend on it).
import numpy as np
from numpy.typing import NDArray
from scipy import linalg, special

Array = NDArray[np.float64]

HALF_LOG_2PI = 0.5 * np.log(2 * np.pi)


def _log_joint(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    """log(w_j) + log N(x_i; mean_j, cov_j), shape (n, k)."""
    columns = []
    for w, m, C in zip(weights, means, covariances):
        L = linalg.cholesky(C, lower=True)
        z = linalg.solve_triangular(L, (X - m).T, lower=True)
        half_log_det = np.log(np.diag(L)).sum()
        columns.append(np.log(w) - HALF_LOG_2PI - half_log_det - 0.5 * (z**2).sum(axis=0))
    return np.stack(columns, axis=1)


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    return special.logsumexp(_log_joint(X, weights, means, covariances), axis=1)


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    return special.softmax(_log_joint(X, weights, means, covariances), axis=1)
