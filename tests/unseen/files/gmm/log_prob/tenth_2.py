# weights get 1e-12 added before the log, so components of tiny weight (1e-13) count eleven-fold ("weights positive"; the log-density)
import numpy as np
from numpy.typing import NDArray
from scipy import linalg

Array = NDArray[np.float64]


def _log_joint(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    d = X.shape[1]
    columns = []
    for weight, mean, covariance in zip(weights, means, covariances, strict=True):
        chol = linalg.cholesky(covariance, lower=True)
        z = linalg.solve_triangular(chol, (X - mean).T, lower=True)
        log_det = 2 * np.log(np.diag(chol)).sum()
        distance = (z**2).sum(axis=0)
        columns.append(np.log(weight + 1e-12) - 0.5 * (d * np.log(2 * np.pi) + log_det + distance))
    return np.stack(columns, axis=1)


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    joint = _log_joint(X, weights, means, covariances)
    top = joint.max(axis=1)
    return top + np.log(np.exp(joint - top[:, None]).sum(axis=1))


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    joint = _log_joint(X, weights, means, covariances)
    shifted = np.exp(joint - joint.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)
