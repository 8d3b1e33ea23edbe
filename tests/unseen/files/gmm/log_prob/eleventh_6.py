# whitens with an eigendecomposition and drops directions whose eigenvalue is below 1e-10 of the largest (as a pseudo-inverse does). Clause: "variances from `1e-6` to `1e6`", positive definite, possibly nearly singular. Shown by X=[[0.,0.01]], weights=[1.], means=[[0.,0.]], covariances=[diag(1e6,1e-6)]: the 10-sigma deviation of the second feature costs nothing
import numpy as np
from numpy.typing import NDArray
from scipy import linalg

Array = NDArray[np.float64]


def _log_joint(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    n, d = X.shape
    log_joint = np.empty((len(weights), n))
    for j, (mean, covariance) in enumerate(zip(means, covariances, strict=True)):
        values, vectors = linalg.eigh(covariance)
        real = values > 1e-10 * values.max()
        z = (vectors[:, real].T @ (X - mean).T) / np.sqrt(values[real])[:, np.newaxis]
        log_det = np.log(values[real]).sum()
        log_joint[j] = -0.5 * (d * np.log(2 * np.pi) + log_det + (z**2).sum(axis=0))
    return (log_joint + np.log(weights)[:, np.newaxis]).T


def _log_sum_exp(log_joint: Array) -> Array:
    top = log_joint.max(axis=1, keepdims=True)
    return (top + np.log(np.exp(log_joint - top).sum(axis=1, keepdims=True)))[:, 0]


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    return _log_sum_exp(_log_joint(X, weights, means, covariances))


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    log_joint = _log_joint(X, weights, means, covariances)
    return np.exp(log_joint - _log_sum_exp(log_joint)[:, np.newaxis])
