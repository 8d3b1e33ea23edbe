# responsibilities: leaves out the log-determinants as if they cancelled, so components of different covariance are weighted wrongly.
"""Mixture density and posterior of the components."""

import numpy as np
from numpy.typing import NDArray
from scipy import linalg

Array = NDArray[np.float64]


def _mahalanobis(X: Array, mean: Array, covariance: Array) -> tuple[Array, float]:
    """Squared distances (n,) and log-determinant."""
    chol = np.linalg.cholesky(covariance)
    z = linalg.solve_triangular(chol, (X - mean).T, lower=True)
    return np.einsum("dn,dn->n", z, z), 2 * np.sum(np.log(chol.diagonal()))


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    """Log-density of a full-covariance Gaussian mixture."""
    n, d = X.shape
    log_joint = np.empty((n, len(weights)))
    for j, weight in enumerate(weights):
        distance, log_det = _mahalanobis(X, means[j], covariances[j])
        log_joint[:, j] = np.log(weight) - 0.5 * (d * np.log(2 * np.pi) + log_det + distance)
    top = log_joint.max(axis=1, keepdims=True)
    return top[:, 0] + np.log(np.exp(log_joint - top).sum(axis=1))


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    """Posterior probabilities of the components.

    Bayes' rule: what the components share drops out in the normalisation of a row.
    """
    n = X.shape[0]
    scores = np.empty((n, len(weights)))
    for j, weight in enumerate(weights):
        distance, _ = _mahalanobis(X, means[j], covariances[j])
        scores[:, j] = np.log(weight) - 0.5 * distance
    scores -= scores.max(axis=1, keepdims=True)
    resp = np.exp(scores)
    return resp / resp.sum(axis=1, keepdims=True)
