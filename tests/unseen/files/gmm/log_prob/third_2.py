# responsibilities: the mixture weights are left out of the posterior.
import numpy as np
from numpy.typing import NDArray
from scipy import linalg

Array = NDArray[np.float64]


def _log_gauss(X: Array, means: Array, covariances: Array) -> Array:
    """(n, k) log-densities of each Gaussian."""
    n, d = X.shape
    out = np.empty((n, len(means)))
    for j in range(len(means)):
        L = np.linalg.cholesky(covariances[j])
        z = linalg.solve_triangular(L, (X - means[j]).T, lower=True)
        out[:, j] = -0.5 * d * np.log(2 * np.pi) - np.log(np.diag(L)).sum() - 0.5 * np.sum(z * z, 0)
    return out


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    a = _log_gauss(X, means, covariances) + np.log(weights)
    m = a.max(axis=1)
    return m + np.log(np.exp(a - m[:, None]).sum(axis=1))


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    a = _log_gauss(X, means, covariances)
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
