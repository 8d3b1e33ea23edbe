# log-density of the best component only (hard assignment, max instead of log-sum-exp); near for separated components; responsibilities right. Clause: "log-density of a full-covariance mixture; log-sum-exp". Shown by X=[[0.]], weights=[.5,.5], means=[[0.],[0.]], covariances=ones(2,1,1): -1.612 instead of -0.919
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
        log_joint[j] = -0.5 * (d * np.log(2 * np.pi) + log_det + (z**2).sum(axis=0))
    return (log_joint + np.log(weights)[:, np.newaxis]).T


def _log_sum_exp(log_joint: Array) -> Array:
    top = log_joint.max(axis=1, keepdims=True)
    return (top + np.log(np.exp(log_joint - top).sum(axis=1, keepdims=True)))[:, 0]


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    return _log_joint(X, weights, means, covariances).max(axis=1)


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    log_joint = _log_joint(X, weights, means, covariances)
    return np.exp(log_joint - _log_sum_exp(log_joint)[:, np.newaxis])
