# the normaliser has log(2*pi)/2 once instead of d times: right for d = 1 only (responsibilities unaffected). Clause: "log-density, every constant included". Shown by X=[[0.,0.]], weights=[1.], means=[[0.,0.]], covariances=[eye(2)]: -0.919 instead of -1.838
import numpy as np
from numpy.typing import NDArray
from scipy import linalg

Array = NDArray[np.float64]


def _log_joint(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    n, d = X.shape
    log_joint = np.empty((len(weights), n))
    for j, (mean, covariance) in enumerate(zip(means, covariances, strict=True)):
        chol = linalg.cholesky(covariance, lower=True)
        z = linalg.solve_triangular(chol, (X - mean).T, lower=True)
        log_det = 2 * np.log(np.diag(chol)).sum()
        log_joint[j] = -0.5 * (np.log(2 * np.pi) + log_det + (z**2).sum(axis=0))
    return (log_joint + np.log(weights)[:, np.newaxis]).T


def _log_sum_exp(log_joint: Array) -> Array:
    top = log_joint.max(axis=1, keepdims=True)
    return (top + np.log(np.exp(log_joint - top).sum(axis=1, keepdims=True)))[:, 0]


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    return _log_sum_exp(_log_joint(X, weights, means, covariances))


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    log_joint = _log_joint(X, weights, means, covariances)
    return np.exp(log_joint - _log_sum_exp(log_joint)[:, np.newaxis])
