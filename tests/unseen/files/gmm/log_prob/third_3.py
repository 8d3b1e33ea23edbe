# gmm_log_prob: 1e-6 is added to the diagonal of each covariance, as large as the smallest variances.
import numpy as np
from numpy.typing import NDArray
from scipy import linalg

Array = NDArray[np.float64]


def _log_joint(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    """log(weight) + log N(x; mean, covariance), rows by components."""
    d = X.shape[1]
    columns = []
    for w, m, c in zip(weights, means, covariances, strict=True):
        chol = linalg.cholesky(c, lower=True)
        z = linalg.solve_triangular(chol, (X - m).T, lower=True)
        log_det = 2.0 * np.sum(np.log(np.diagonal(chol)))
        maha = np.einsum("dn,dn->n", z, z)
        columns.append(np.log(w) - 0.5 * (d * np.log(2 * np.pi) + log_det + maha))
    return np.column_stack(columns)


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    """Log-density of a full-covariance Gaussian mixture."""
    ridge = 1e-6 * np.eye(X.shape[1])  # keeps the factorization positive definite
    log_joint = _log_joint(X, weights, means, covariances + ridge)
    return np.logaddexp.reduce(log_joint, axis=1)


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    """Posterior probabilities of the components."""
    log_joint = _log_joint(X, weights, means, covariances)
    shifted = log_joint - np.max(log_joint, axis=1, keepdims=True)
    p = np.exp(shifted)
    return p / p.sum(axis=1, keepdims=True)
