# responsibilities: the weights of the components are left out, as if every component were equally likely beforehand.
import numpy as np
from numpy.typing import NDArray
from scipy import linalg

Array = NDArray[np.float64]


def _log_normal(X: Array, mean: Array, covariance: Array) -> Array:
    d = X.shape[1]
    chol = linalg.cholesky(covariance, lower=True)
    z = linalg.solve_triangular(chol, (X - mean).T, lower=True)
    log_det = 2.0 * np.log(np.diag(chol)).sum()
    return -0.5 * (d * np.log(2.0 * np.pi) + log_det + (z**2).sum(axis=0))


def _component_log_densities(X: Array, means: Array, covariances: Array) -> Array:
    return np.stack([_log_normal(X, m, c) for m, c in zip(means, covariances)], axis=1)


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    joint = _component_log_densities(X, means, covariances) + np.log(weights)
    top = joint.max(axis=1, keepdims=True)
    return top[:, 0] + np.log(np.exp(joint - top).sum(axis=1))


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    scores = _component_log_densities(X, means, covariances)
    scores = scores - scores.max(axis=1, keepdims=True)
    unnormalised = np.exp(scores)
    return unnormalised / unnormalised.sum(axis=1, keepdims=True)
