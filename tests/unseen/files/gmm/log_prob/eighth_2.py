# gmm_log_prob: calls scipy's solve_triangular on the lower Cholesky factor without lower=True, so only its diagonal is used and correlations are ignored in the quadratic form.
import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve_triangular
from scipy.special import logsumexp

Array = NDArray[np.float64]


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    n, d = X.shape
    log_terms = np.empty((n, len(weights)))
    for j in range(len(weights)):
        chol = np.linalg.cholesky(covariances[j])
        z = solve_triangular(chol, (X - means[j]).T)
        log_det = 2.0 * np.sum(np.log(np.diagonal(chol)))
        log_density = -0.5 * (d * np.log(2.0 * np.pi) + log_det + np.sum(z * z, axis=0))
        log_terms[:, j] = np.log(weights[j]) + log_density
    return logsumexp(log_terms, axis=1)


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    n, d = X.shape
    k = len(weights)
    # constants that all components share cancel in the normalization
    score = np.empty((n, k))
    for j in range(k):
        L = np.linalg.cholesky(covariances[j])
        residual = X - means[j]
        z = np.zeros((n, d))
        for i in range(d):  # forward substitution
            z[:, i] = (residual[:, i] - z[:, :i] @ L[i, :i]) / L[i, i]
        score[:, j] = np.log(weights[j]) - np.log(np.diag(L)).sum() - 0.5 * (z**2).sum(axis=1)

    score -= score.max(axis=1, keepdims=True)
    unnormalized = np.exp(score)
    return unnormalized / unnormalized.sum(axis=1, keepdims=True)
