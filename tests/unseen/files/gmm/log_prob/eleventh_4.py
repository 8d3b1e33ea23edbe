# log weights are added along the rows of X when n == k (the shapes happen to broadcast). Clause: "`weights (k,)`": component j has weight j. Shown by n=k=2: X=[[0.],[0.]], weights=[.9,.1], means=[[0.],[1.]], covariances=ones(2,1,1): rows differ although the points are equal
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
    if log_joint.shape[-1] == len(weights):
        return (log_joint + np.log(weights)).T
    return log_joint.T + np.log(weights)


def _log_sum_exp(log_joint: Array) -> Array:
    top = log_joint.max(axis=1, keepdims=True)
    return (top + np.log(np.exp(log_joint - top).sum(axis=1, keepdims=True)))[:, 0]


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    return _log_sum_exp(_log_joint(X, weights, means, covariances))


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    log_joint = _log_joint(X, weights, means, covariances)
    return np.exp(log_joint - _log_sum_exp(log_joint)[:, np.newaxis])
