"""Score transactions under a mixture, and say which cluster each belongs to."""

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve_triangular

Array = NDArray[np.float64]


def gaussian_log_density(X: Array, mean: Array, covariance: Array) -> Array:
    """Log-density of each row under one Gaussian, shape (n,)."""
    d = len(mean)
    chol = np.linalg.cholesky(covariance)
    centered = X - mean
    whitened: Array = solve_triangular(chol, centered.T, lower=True)
    distance: Array = (whitened**2).sum(axis=0)
    log_det = 2 * np.log(np.diagonal(chol)).sum()
    normaliser: float = d * np.log(2 * np.pi) + log_det
    return -0.5 * (normaliser + distance)


def log_joint(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    """Log of weight times density, for each row and component, shape (n, k)."""
    columns = [
        np.log(weight) + gaussian_log_density(X, mean, covariance)
        for weight, mean, covariance in zip(weights, means, covariances, strict=True)
    ]
    return np.stack(columns, axis=1)


def log_sum(terms: Array) -> Array:
    """Logarithm of the sum of each row, whose terms are given by their logarithms."""
    largest: Array = terms.max(axis=1, keepdims=True)
    total: Array = np.exp(terms - largest).sum(axis=1)
    return np.log(total) + largest[:, 0]


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    """Log-density of a full-covariance Gaussian mixture.

    Args:
        X: points, shape (n, d).
        weights: positive weights of the components, shape (k,).
        means: shape (k, d).
        covariances: symmetric positive definite, shape (k, d, d).

    Returns:
        The log-density of each row of `X`, shape (n,).
    """
    terms = log_joint(X, weights, means, covariances)
    return log_sum(terms)


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    """Posterior probabilities of the components.

    Args:
        X: points, shape (n, d).
        weights: positive weights of the components, shape (k,).
        means: shape (k, d).
        covariances: symmetric positive definite, shape (k, d, d).

    Returns:
        The probability that each row came from each component, shape (n, k).
    """
    terms = log_joint(X, weights, means, covariances)
    log_posterior = terms - log_sum(terms)[:, None]
    return np.exp(log_posterior)


def report(X: Array, weights: Array, means: Array, covariances: Array) -> None:
    """Print the score and the cluster of each transaction."""
    scores = gmm_log_prob(X, weights, means, covariances)
    clusters = responsibilities(X, weights, means, covariances).argmax(axis=1)
    for score, cluster in zip(scores, clusters, strict=True):
        print(f"{score:10.2f}  cluster {cluster}")
