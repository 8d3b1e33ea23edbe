# gmm_log_prob: whitens with the transposed Cholesky factor, so the quadratic form uses (L'L)^-1 instead of (LL')^-1, which is wrong for every covariance that is not diagonal.
"""Gaussian mixture densities."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    n, d = X.shape
    out = np.empty((n, len(weights)))
    for j in range(len(weights)):
        L = np.linalg.cholesky(covariances[j])
        z = np.linalg.solve(L.T, (X - means[j]).T)
        log_det = 2.0 * np.sum(np.log(np.diagonal(L)))
        out[:, j] = np.log(weights[j]) - 0.5 * (d * np.log(2 * np.pi) + log_det + np.sum(z * z, axis=0))
    top = out.max(axis=1, keepdims=True)
    return top[:, 0] + np.log(np.exp(out - top).sum(axis=1))


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    L = np.linalg.cholesky(covariances)
    diff = X[None, :, :] - means[:, None, :]
    z = np.linalg.solve(L, diff.transpose(0, 2, 1))
    log_det = 2 * np.log(np.diagonal(L, axis1=1, axis2=2)).sum(axis=1)
    joint = (np.log(weights) - 0.5 * log_det)[:, None] - 0.5 * (z**2).sum(axis=1)
    joint = joint.T - joint.max(axis=0)[:, None]
    r = np.exp(joint)
    return r / r.sum(axis=1, keepdims=True)
