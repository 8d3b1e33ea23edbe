# gmm_log_prob: solve_triangular reads the upper triangle of a lower Cholesky factor, so correlations are ignored.
import numpy as np
from numpy.typing import NDArray
from scipy import linalg

Array = NDArray[np.float64]


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    """Log-density of a full-covariance Gaussian mixture."""
    d = X.shape[1]
    per_component: list[Array] = []
    for weight, mean, covariance in zip(weights, means, covariances, strict=True):
        chol = np.linalg.cholesky(covariance)
        z = linalg.solve_triangular(chol, (X - mean).T)
        log_det = 2 * np.log(np.diag(chol)).sum()
        log_density = -0.5 * (d * np.log(2 * np.pi) + log_det + (z**2).sum(axis=0))
        per_component.append(np.log(weight) + log_density)
    return np.logaddexp.reduce(per_component, axis=0)


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    """Posterior probabilities of the components."""
    columns = []
    for weight, mean, covariance in zip(weights, means, covariances, strict=True):
        chol = linalg.cholesky(covariance, lower=True)
        z = linalg.solve_triangular(chol, (X - mean).T, lower=True)
        columns.append(np.log(weight) - np.log(np.diag(chol)).sum() - 0.5 * (z * z).sum(axis=0))
    log_joint = np.stack(columns, axis=1)
    unnormalized = np.exp(log_joint - log_joint.max(axis=1, keepdims=True))
    return unnormalized / unnormalized.sum(axis=1, keepdims=True)
