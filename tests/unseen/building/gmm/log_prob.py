"""Wrong answers to gmm/log_prob."""

import numpy as np
from scipy import linalg, special

from tests.unseen import unseen


@unseen("gmm_log_prob", "exp, then log: -inf far away")
def log_of_sum(X, weights, means, covariances):
    n, d = X.shape
    p = np.zeros(n)
    for w, m, C in zip(weights, means, covariances):
        diff = X - m
        maha = np.sum(diff * np.linalg.solve(C, diff.T).T, axis=1)
        _, logdet = np.linalg.slogdet(C)
        p += w * np.exp(-0.5 * (d * np.log(2 * np.pi) + logdet + maha))
    return np.log(p)


@unseen("gmm_log_prob", "the weights are left out")
def no_weights(X, weights, means, covariances):
    d = X.shape[1]
    logs = []
    for m, C in zip(means, covariances):
        L = np.linalg.cholesky(C)
        z = linalg.solve_triangular(L, (X - m).T, lower=True)
        logs.append(-0.5 * (d * np.log(2 * np.pi) + (z**2).sum(0)) - np.log(np.diag(L)).sum())
    return special.logsumexp(np.array(logs), axis=0)


@unseen("gmm_log_prob", "2*pi is not raised to d: one log(2*pi) whatever the dimension")
def one_constant(X, weights, means, covariances):
    logs = np.empty((len(X), len(weights)))
    for k in range(len(weights)):
        diff = X - means[k]
        q = np.einsum("ni,ij,nj->n", diff, np.linalg.inv(covariances[k]), diff)
        logdet = np.linalg.slogdet(covariances[k])[1]
        logs[:, k] = np.log(weights[k]) - 0.5 * (np.log(2 * np.pi) + logdet + q)
    return special.logsumexp(logs, axis=1)


@unseen(
    "gmm_log_prob",
    "the sum of logs of the diagonal of L is not doubled: half of the log-determinant",
)
def half_log_det(X, weights, means, covariances):
    out = []
    for w, m, C in zip(weights, means, covariances):
        L = linalg.cholesky(C, lower=True)
        z = linalg.solve_triangular(L, (X - m).T, lower=True)
        log_det = np.sum(np.log(np.diag(L)))
        out.append(np.log(w) - 0.5 * (len(m) * np.log(2 * np.pi) + log_det + (z**2).sum(axis=0)))
    return special.logsumexp(out, axis=0)


@unseen("gmm_log_prob", "the diagonal of the covariances only")
def diagonal_only(X, weights, means, covariances):
    var = np.diagonal(covariances, axis1=1, axis2=2)  # (k, d)
    diff = X[:, None, :] - means[None]
    ll = -0.5 * (np.log(2 * np.pi * var)[None] + diff**2 / var[None]).sum(axis=2)
    return special.logsumexp(ll + np.log(weights), axis=1)


@unseen("gmm_log_prob", "the determinant itself: underflows or overflows in 64 dimensions")
def plain_determinant(X, weights, means, covariances):
    d = X.shape[1]
    logs = []
    for w, m, C in zip(weights, means, covariances):
        diff = X - m
        q = np.sum(diff @ np.linalg.inv(C) * diff, axis=1)
        norm = np.sqrt((2 * np.pi) ** d * np.linalg.det(C))
        logs.append(np.log(w) - np.log(norm) - 0.5 * q)
    return special.logsumexp(np.stack(logs), axis=0)


@unseen("gmm_log_prob", "1e-6 is added to the variances: wrong where they are small")
def ridge(X, weights, means, covariances):
    n, d = X.shape
    logs = np.zeros((n, len(weights)))
    for k, (w, m, C) in enumerate(zip(weights, means, covariances)):
        C = C + 1e-6 * np.eye(d)
        L = np.linalg.cholesky(C)
        z = np.linalg.solve(L, (X - m).T)
        logs[:, k] = np.log(w) - 0.5 * d * np.log(2 * np.pi) - np.log(np.diag(L)).sum()
        logs[:, k] -= 0.5 * np.sum(z**2, axis=0)
    return special.logsumexp(logs, axis=1)


@unseen("gmm_log_prob", "the largest component in place of the sum")
def best_component(X, weights, means, covariances):
    lp = []
    for w, m, C in zip(weights, means, covariances):
        L = np.linalg.cholesky(C)
        z = linalg.solve_triangular(L, (X - m).T, lower=True)
        c = -0.5 * X.shape[1] * np.log(2 * np.pi) - np.log(np.diag(L)).sum()
        lp.append(np.log(w) + c - 0.5 * (z * z).sum(0))
    return np.max(lp, axis=0)


@unseen("gmm_log_prob", "the weighted sum of the logs, not the log of the weighted sum")
def weighted_logs(X, weights, means, covariances):
    total = np.zeros(len(X))
    for w, m, C in zip(weights, means, covariances):
        L = np.linalg.cholesky(C)
        z = linalg.solve_triangular(L, (X - m).T, lower=True)
        logp = -0.5 * (len(m) * np.log(2 * np.pi) + (z**2).sum(0)) - np.log(np.diag(L)).sum()
        total += w * logp
    return total


@unseen("gmm_log_prob", "one number: the sum over the rows")
def total_score(X, weights, means, covariances):
    d = X.shape[1]
    logs = []
    for w, m, C in zip(weights, means, covariances):
        L = np.linalg.cholesky(C)
        z = linalg.solve_triangular(L, (X - m).T, lower=True)
        logs.append(
            np.log(w) - 0.5 * d * np.log(2 * np.pi) - np.log(np.diag(L)).sum() - 0.5 * (z**2).sum(0)
        )
    return special.logsumexp(logs, axis=0).sum()


@unseen("gmm_log_prob", "scipy.stats.multivariate_normal is the answer")
def scipy_normal(X, weights, means, covariances):
    from scipy.stats import multivariate_normal

    logs = [
        np.log(w) + np.atleast_1d(multivariate_normal.logpdf(X, m, C))
        for w, m, C in zip(weights, means, covariances)
    ]
    return special.logsumexp(np.reshape(logs, (len(weights), len(X))), axis=0)


@unseen("gmm_log_prob", "solves with L transposed (upper): wrong for correlated features")
def upper_triangle(X, weights, means, covariances):
    logs = []
    for w, m, C in zip(weights, means, covariances):
        L = linalg.cholesky(C, lower=True)
        z = linalg.solve_triangular(L.T, (X - m).T, lower=False)
        log_det = 2 * np.log(np.diag(L)).sum()
        logs.append(np.log(w) - 0.5 * (len(m) * np.log(2 * np.pi) + log_det + (z**2).sum(0)))
    return special.logsumexp(logs, axis=0)


@unseen("gmm_log_prob", "the log-sum-exp forgets to add the maximum back")
def maximum_not_added(X, weights, means, covariances):
    d = X.shape[1]
    logs = np.empty((len(X), len(weights)))
    for k in range(len(weights)):
        L = np.linalg.cholesky(covariances[k])
        z = linalg.solve_triangular(L, (X - means[k]).T, lower=True)
        logs[:, k] = -0.5 * (d * np.log(2 * np.pi) + (z**2).sum(0)) - np.log(np.diag(L)).sum()
    logs += np.log(weights)
    m = logs.max(axis=1, keepdims=True)
    return np.log(np.exp(logs - m).sum(axis=1))


@unseen("gmm_log_prob", "X is centered in place")
def centered_in_place(X, weights, means, covariances):
    d = X.shape[1]
    logs = []
    for w, m, C in zip(weights, means, covariances):
        X -= m
        L = np.linalg.cholesky(C)
        z = linalg.solve_triangular(L, X.T, lower=True)
        logs.append(
            np.log(w) - 0.5 * (d * np.log(2 * np.pi) + (z**2).sum(0)) - np.log(np.diag(L)).sum()
        )
    return special.logsumexp(logs, axis=0)


def _log_joint(X, weights, means, covariances):
    d = X.shape[1]
    columns = []
    for w, m, C in zip(weights, means, covariances):
        L = linalg.cholesky(C, lower=True)
        z = linalg.solve_triangular(L, (X - m).T, lower=True)
        log_det = 2 * np.log(np.diag(L)).sum()
        columns.append(np.log(w) - 0.5 * (d * np.log(2 * np.pi) + log_det + (z**2).sum(axis=0)))
    return np.stack(columns, axis=1)


@unseen("responsibilities", "normalizes over the rows in place of the components")
def over_rows(X, weights, means, covariances):
    return special.softmax(_log_joint(X, weights, means, covariances), axis=0)


@unseen("responsibilities", "the log of the responsibilities")
def log_responsibilities(X, weights, means, covariances):
    lj = _log_joint(X, weights, means, covariances)
    return lj - special.logsumexp(lj, axis=1, keepdims=True)


@unseen("responsibilities", "exp without the maximum: nan far away")
def zero_over_zero(X, weights, means, covariances):
    p = np.exp(_log_joint(X, weights, means, covariances))
    return p / p.sum(axis=1, keepdims=True)


@unseen("responsibilities", "the weights are left out")
def likelihood_only(X, weights, means, covariances):
    uniform = np.ones_like(weights)
    return special.softmax(_log_joint(X, uniform, means, covariances), axis=1)


@unseen("responsibilities", "hard assignment")
def one_hot(X, weights, means, covariances):
    lj = _log_joint(X, weights, means, covariances)
    return np.eye(len(weights))[lj.argmax(axis=1)]


@unseen("responsibilities", "shape (k, n)")
def components_by_rows(X, weights, means, covariances):
    r = special.softmax(_log_joint(X, weights, means, covariances), axis=1)
    return r.T


@unseen("responsibilities", "a constant in the denominator: rows do not sum to 1 far away")
def eps_denominator(X, weights, means, covariances):
    p = np.exp(_log_joint(X, weights, means, covariances))
    return p / (p.sum(axis=1, keepdims=True) + 1e-12)


@unseen("responsibilities", "softmax of minus half the squared Euclidean distances")
def by_distance(X, weights, means, covariances):
    d2 = ((X[:, None, :] - means[None, :, :]) ** 2).sum(axis=-1)
    return special.softmax(np.log(weights) - 0.5 * d2, axis=1)


@unseen("responsibilities", "weighted twice")
def weighted_twice(X, weights, means, covariances):
    r = special.softmax(_log_joint(X, weights, means, covariances) + np.log(weights), axis=1)
    return r


@unseen("responsibilities", "clipped to [1e-3, 1 - 1e-3] and not normalized again")
def clipped(X, weights, means, covariances):
    r = special.softmax(_log_joint(X, weights, means, covariances), axis=1)
    return np.clip(r, 1e-3, 1 - 1e-3)


@unseen("gmm_log_prob", "the mean over components in place of the weighted sum")
def equal_weights(X, weights, means, covariances):
    """Mixture log density, vectorised."""
    k, d = means.shape
    chol = np.linalg.cholesky(covariances)
    diff = X[None, :, :] - means[:, None, :]
    z = np.linalg.solve(chol, np.swapaxes(diff, 1, 2))
    quad = np.sum(z**2, axis=1)
    log_det = 2 * np.log(np.diagonal(chol, axis1=1, axis2=2)).sum(axis=1)
    log_pdf = -0.5 * (d * np.log(2 * np.pi) + log_det[:, None] + quad)
    return special.logsumexp(log_pdf, axis=0) - np.log(k)


@unseen("gmm_log_prob", "log10 in place of the natural logarithm in the constant")
def log_ten(X, weights, means, covariances):
    d = X.shape[1]
    parts = []
    for w, m, C in zip(weights, means, covariances):
        L = np.linalg.cholesky(C)
        z = linalg.solve_triangular(L, (X - m).T, lower=True)
        const = d * np.log10(2 * np.pi) + 2 * np.log(np.diag(L)).sum()
        parts.append(np.log(w) - 0.5 * (const + np.square(z).sum(axis=0)))
    return special.logsumexp(parts, axis=0)
