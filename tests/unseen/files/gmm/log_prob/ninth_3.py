# gmm_log_prob: adds 1e-6 to the diagonal as scikit-learn does when it fits; wrong at variances of 1e-6
import numpy as np
from scipy import linalg


def _log_joint(X, weights, means, covariances):
    per_component = []
    for weight, mean, covariance in zip(weights, means, covariances, strict=True):
        chol = np.linalg.cholesky(covariance + 1e-6 * np.eye(len(mean)))
        z = linalg.solve_triangular(chol, (X - mean).T, lower=True)
        log_det = 2 * np.log(np.diag(chol)).sum()
        quadratic = (z**2).sum(axis=0) + X.shape[1] * np.log(2 * np.pi) + log_det
        per_component.append(np.log(weight) - 0.5 * quadratic)
    return np.stack(per_component, axis=1)


def _add(a, axis):
    top = a.max(axis=axis, keepdims=True)
    return np.log(np.exp(a - top).sum(axis=axis)) + top.squeeze(axis)


def gmm_log_prob(X, weights, means, covariances):
    return _add(_log_joint(X, weights, means, covariances), axis=1)


def responsibilities(X, weights, means, covariances):
    log_joint = _log_joint(X, weights, means, covariances)
    joint = np.exp(log_joint - log_joint.max(axis=1, keepdims=True))
    return joint / joint.sum(axis=1, keepdims=True)
