# gmm_log_prob: adds 1e-6 to the diagonal of every covariance (scikit-learn's reg_covar, which is already in a fitted model), which doubles a variance of 1e-6.
"""Log-density and responsibilities of a mixture."""

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, special

Array = NDArray[np.float64]


def _log_joint(X: Array, weights: Array, means: Array, covariances: Array, reg: float = 0.0) -> Array:
    d = X.shape[1]
    columns = []
    for w, m, c in zip(weights, means, covariances):
        chol = linalg.cholesky(c + reg * np.eye(d), lower=True)
        z = linalg.solve_triangular(chol, (X - m).T, lower=True)
        log_det = 2 * np.log(np.diag(chol)).sum()
        columns.append(np.log(w) - 0.5 * (d * np.log(2 * np.pi) + log_det + (z**2).sum(axis=0)))
    return np.stack(columns, axis=1)


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    joint = _log_joint(X, weights, means, covariances, reg=1e-6)
    return special.logsumexp(joint, axis=1)


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    joint = _log_joint(X, weights, means, covariances)
    return special.softmax(joint, axis=1)
