# responsibilities: exponentiates the log joint densities without a shift before it normalises, so far from every component each row is 0/0 = nan.
import numpy as np
from numpy.typing import NDArray
from scipy import linalg

Array = NDArray[np.float64]


def _log_gaussian(X: Array, mean: Array, covariance: Array) -> Array:
    d = mean.size
    chol = linalg.cholesky(covariance, lower=True)
    whitened = linalg.solve_triangular(chol, (X - mean).T, lower=True)
    mahalanobis = np.einsum("dn,dn->n", whitened, whitened)
    log_det = 2 * np.log(chol.diagonal()).sum()
    return -(d * np.log(2 * np.pi) + log_det + mahalanobis) / 2


def _log_joint(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    log_lik = np.column_stack(
        [_log_gaussian(X, mean, cov) for mean, cov in zip(means, covariances, strict=True)]
    )
    return log_lik + np.log(weights)


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    log_joint = _log_joint(X, weights, means, covariances)
    return np.logaddexp.reduce(log_joint, axis=1)


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    joint = np.exp(_log_joint(X, weights, means, covariances))
    evidence = joint.sum(axis=1)
    return joint / evidence[:, None]
