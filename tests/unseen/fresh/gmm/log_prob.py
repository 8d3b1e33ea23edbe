"""Wrong answers to gmm/log_prob that only measure what the grader explains."""

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, special

from tests.unseen import unseen


@unseen("gmm_log_prob", "the densities underflow far away: log(0), no log-sum-exp")
def no_lse(X, weights, means, covariances):
    n, d = X.shape
    density = np.zeros(n)
    for w, m, C in zip(weights, means, covariances):
        diff = X - m
        maha = np.sum(diff * np.linalg.solve(C, diff.T).T, axis=1)
        _, logdet = np.linalg.slogdet(C)
        density += w * np.exp(-0.5 * (d * np.log(2 * np.pi) + logdet + maha))
    return np.log(density)


@unseen("gmm_log_prob", "the determinant itself under- or overflows in many dimensions")
def explicit_det(X, weights, means, covariances):
    n, d = X.shape
    logs = np.empty((n, len(weights)))
    for k in range(len(weights)):
        diff = X - means[k]
        maha = np.einsum("ij,jk,ik->i", diff, np.linalg.inv(covariances[k]), diff)
        det = np.linalg.det(covariances[k])
        logs[:, k] = np.log(weights[k]) - 0.5 * (d * np.log(2 * np.pi) + np.log(det) + maha)
    m = logs.max(axis=1, keepdims=True)
    return (m + np.log(np.exp(logs - m).sum(axis=1, keepdims=True)))[:, 0]


@unseen("gmm_log_prob", "only the diagonals of the covariances are used")
def diagonal(X, weights, means, covariances):
    d = X.shape[1]
    var = np.stack([np.diag(c) for c in covariances])  # (k, d)
    z2 = ((X[:, None, :] - means) ** 2 / var).sum(-1)
    log_det = np.log(var).sum(-1)
    comp = np.log(weights) - 0.5 * (z2 + log_det + d * np.log(2 * np.pi))
    return np.logaddexp.reduce(comp, axis=1)


@unseen("gmm_log_prob", "the log-determinant lacks the factor 2 of the Cholesky factor's diagonal")
def chol_half(X, weights, means, covariances):
    n, d = X.shape
    comps = []
    for w, mu, cov in zip(weights, means, covariances):
        L = np.linalg.cholesky(cov)
        z = np.linalg.solve(L, (X - mu).T)
        log_det = np.sum(np.log(np.diag(L)))
        comps.append(np.log(w) - 0.5 * (d * np.log(2 * np.pi) + log_det + (z**2).sum(0)))
    comps = np.array(comps)
    top = comps.max(axis=0)
    return top + np.log(np.exp(comps - top).sum(axis=0))


@unseen("responsibilities", "normalised over the points instead of the components")
def over_points(X, weights, means, covariances):
    n, d = X.shape
    log_p = np.zeros((n, len(weights)))
    for k, (w, m, C) in enumerate(zip(weights, means, covariances)):
        L = np.linalg.cholesky(C)
        z = np.linalg.solve(L, (X - m).T)
        log_p[:, k] = np.log(w) - 0.5 * (z**2).sum(0) - np.log(np.diag(L)).sum()
    log_p -= log_p.max(axis=0, keepdims=True)
    r = np.exp(log_p)
    return r / r.sum(axis=0, keepdims=True)


@unseen("responsibilities", "an epsilon in the denominator: rows far away are all 0")
def eps_denominator(X, weights, means, covariances):
    d = X.shape[1]
    dens = []
    for w, m, C in zip(weights, means, covariances):
        diff = X - m
        maha = (diff @ np.linalg.inv(C) * diff).sum(1)
        _, ld = np.linalg.slogdet(C)
        dens.append(w * np.exp(-0.5 * (maha + ld + d * np.log(2 * np.pi))))
    joint = np.stack(dens, axis=1)
    return joint / (joint.sum(axis=1, keepdims=True) + 1e-12)


@unseen("responsibilities", "the mixture weights are left out")
def no_prior(X, weights, means, covariances):
    scores = []
    for mean, cov in zip(means, covariances):
        diff = X - mean
        inv = np.linalg.inv(cov)
        quad = np.einsum("nd,de,ne->n", diff, inv, diff)
        scores.append(-0.5 * (quad + np.linalg.slogdet(cov)[1]))
    s = np.column_stack(scores)
    s = np.exp(s - s.max(axis=1, keepdims=True))
    return s / s.sum(axis=1, keepdims=True)


@unseen(
    "responsibilities", "the maximum of all points is subtracted, not of each row: 0/0 far away"
)
def one_max(X, weights, means, covariances):
    n, k = X.shape[0], weights.shape[0]
    log_joint = np.empty((n, k))
    for j in range(k):
        L = np.linalg.cholesky(covariances[j])
        z = np.linalg.solve(L, (X - means[j]).T).T
        log_joint[:, j] = (
            np.log(weights[j]) - np.log(np.diag(L)).sum() - 0.5 * np.sum(z * z, axis=1)
        )
    log_joint = log_joint - np.max(log_joint)
    joint = np.exp(log_joint)
    return joint / joint.sum(axis=1)[:, None]


@unseen(
    "gmm_log_prob",
    "adds reg_covar = 1e-6 to the diagonals, as sklearn does while fitting, so small variances come out too large",
)
def second_1(
    X: NDArray[np.float64],
    weights: NDArray[np.float64],
    means: NDArray[np.float64],
    covariances: NDArray[np.float64],
) -> NDArray[np.float64]:
    d = X.shape[1]
    per_component = []
    for weight, mean, covariance in zip(weights, means, covariances, strict=True):
        chol = linalg.cholesky(covariance + 1e-6 * np.eye(d), lower=True)
        z = linalg.solve_triangular(chol, (X - mean).T, lower=True)
        log_det = 2 * np.log(np.diag(chol)).sum()
        per_component.append(
            np.log(weight) - 0.5 * (d * np.log(2 * np.pi) + log_det + (z**2).sum(0))
        )
    return special.logsumexp(per_component, axis=0)


@unseen("gmm_log_prob", "has log(2*pi) once instead of d times")
def second_2(
    X: NDArray[np.float64],
    weights: NDArray[np.float64],
    means: NDArray[np.float64],
    covariances: NDArray[np.float64],
) -> NDArray[np.float64]:
    per_component = []
    for weight, mean, covariance in zip(weights, means, covariances, strict=True):
        chol = linalg.cholesky(covariance, lower=True)
        z = linalg.solve_triangular(chol, (X - mean).T, lower=True)
        log_det = 2 * np.log(np.diag(chol)).sum()
        log_density = -0.5 * (np.log(2 * np.pi) + log_det + np.sum(z**2, axis=0))
        per_component.append(np.log(weight) + log_density)
    return np.logaddexp.reduce(per_component, axis=0)


@unseen("responsibilities", "leaves the mixture weights out of the joint")
def second_3(
    X: NDArray[np.float64],
    weights: NDArray[np.float64],
    means: NDArray[np.float64],
    covariances: NDArray[np.float64],
) -> NDArray[np.float64]:
    log_joint = np.empty((len(X), len(weights)))
    for j in range(len(weights)):
        chol = linalg.cholesky(covariances[j], lower=True)
        z = linalg.solve_triangular(chol, (X - means[j]).T, lower=True)
        log_joint[:, j] = -0.5 * (z**2).sum(axis=0) - np.log(np.diag(chol)).sum()
    log_joint -= log_joint.max(axis=1, keepdims=True)
    r = np.exp(log_joint)
    return r / r.sum(axis=1, keepdims=True)


@unseen(
    "responsibilities", "returns hard assignments, a 1 for the likeliest component and 0 elsewhere"
)
def second_4(
    X: NDArray[np.float64],
    weights: NDArray[np.float64],
    means: NDArray[np.float64],
    covariances: NDArray[np.float64],
) -> NDArray[np.float64]:
    log_joint = np.stack(
        [gmm_log_prob(X, weights[[j]], means[[j]], covariances[[j]]) for j in range(len(weights))],
        axis=1,
    )
    return np.eye(len(weights))[log_joint.argmax(axis=1)]
