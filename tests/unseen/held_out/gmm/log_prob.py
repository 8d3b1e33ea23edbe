"""Wrong answers to gmm/log_prob."""

import numpy as np
from scipy import linalg
from scipy.special import logsumexp, softmax

from tests.unseen import unseen


@unseen("gmm_log_prob", "a constant inside of the log: flat far away")
def guarded_log(X, weights, means, covariances):
    d = X.shape[1]
    density = 0
    for w, m, C in zip(weights, means, covariances):
        diff = X - m
        q = np.einsum("ij,jk,ik->i", diff, np.linalg.inv(C), diff)
        log_n = -0.5 * (d * np.log(2 * np.pi) + np.linalg.slogdet(C)[1] + q)
        density = density + w * np.exp(log_n)
    return np.log(density + 1e-300)


@unseen("gmm_log_prob", "the weights are added, not their logs")
def weights_not_logged(X, weights, means, covariances):
    d = X.shape[1]
    cols = []
    for w, m, C in zip(weights, means, covariances):
        L = np.linalg.cholesky(C)
        z = np.linalg.solve(L, (X - m).T)
        log_det = 2 * np.log(np.diag(L)).sum()
        cols.append(w - 0.5 * (d * np.log(2 * np.pi) + log_det + np.sum(z**2, axis=0)))
    return logsumexp(cols, axis=0)


@unseen("gmm_log_prob", "no log(2*pi) at all")
def unnormalized(X, weights, means, covariances):
    cols = []
    for w, m, C in zip(weights, means, covariances):
        L = np.linalg.cholesky(C)
        z = linalg.solve_triangular(L, (X - m).T, lower=True)
        cols.append(np.log(w) - np.log(np.diag(L)).sum() - 0.5 * np.sum(z**2, axis=0))
    return logsumexp(cols, axis=0)


@unseen("gmm_log_prob", "the log-determinant is missing")
def no_log_det(X, weights, means, covariances):
    n, d = X.shape
    scores = np.zeros((n, len(weights)))
    for j in range(len(weights)):
        diff = X - means[j]
        maha = (diff * np.linalg.solve(covariances[j], diff.T).T).sum(axis=1)
        scores[:, j] = np.log(weights[j]) - 0.5 * d * np.log(2 * np.pi) - 0.5 * maha
    return logsumexp(scores, axis=1)


@unseen("gmm_log_prob", "the sign of the log-determinant is wrong")
def plus_log_det(X, weights, means, covariances):
    d = X.shape[1]
    cols = []
    for w, m, C in zip(weights, means, covariances):
        L = linalg.cholesky(C, lower=True)
        z = linalg.solve_triangular(L, (X - m).T, lower=True)
        cols.append(
            np.log(w) - 0.5 * d * np.log(2 * np.pi) + np.log(np.diag(L)).sum() - 0.5 * (z**2).sum(0)
        )
    return logsumexp(cols, axis=0)


@unseen("gmm_log_prob", "the factor one half of the quadratic form is missing")
def full_quadratic(X, weights, means, covariances):
    d = X.shape[1]
    cols = []
    for w, m, C in zip(weights, means, covariances):
        diff = X - m
        q = np.sum(diff * np.linalg.solve(C, diff.T).T, axis=1)
        cols.append(np.log(w) - 0.5 * (d * np.log(2 * np.pi) + np.linalg.slogdet(C)[1]) - q)
    return logsumexp(np.array(cols), axis=0)


@unseen("gmm_log_prob", "the covariance in place of its inverse in the quadratic form")
def covariance_for_precision(X, weights, means, covariances):
    d = X.shape[1]
    logs = np.empty((X.shape[0], weights.shape[0]))
    for k in range(weights.shape[0]):
        diff = X - means[k]
        quad = np.einsum("ni,ij,nj->n", diff, covariances[k], diff)
        _, ld = np.linalg.slogdet(covariances[k])
        logs[:, k] = np.log(weights[k]) - 0.5 * (d * np.log(2 * np.pi) + ld + quad)
    return logsumexp(logs, axis=1)


@unseen("gmm_log_prob", "log-sum-exp over the rows in place of the components")
def wrong_axis(X, weights, means, covariances):
    d = X.shape[1]
    cols = []
    for w, m, C in zip(weights, means, covariances):
        L = np.linalg.cholesky(C)
        z = linalg.solve_triangular(L, (X - m).T, lower=True)
        cols.append(
            np.log(w) - 0.5 * (d * np.log(2 * np.pi) + (z**2).sum(0)) - np.log(np.diag(L)).sum()
        )
    return logsumexp(cols, axis=1)


@unseen("gmm_log_prob", "density in place of log-density")
def density(X, weights, means, covariances):
    d = X.shape[1]
    cols = []
    for w, m, C in zip(weights, means, covariances):
        L = np.linalg.cholesky(C)
        z = linalg.solve_triangular(L, (X - m).T, lower=True)
        cols.append(
            np.log(w) - 0.5 * (d * np.log(2 * np.pi) + (z**2).sum(0)) - np.log(np.diag(L)).sum()
        )
    return np.exp(logsumexp(cols, axis=0))


@unseen("gmm_log_prob", "one maximum for all rows: -inf for the others far away")
def global_maximum(X, weights, means, covariances):
    d = X.shape[1]
    logs = np.empty((len(X), len(weights)))
    for k, (w, m, C) in enumerate(zip(weights, means, covariances)):
        L = np.linalg.cholesky(C)
        z = linalg.solve_triangular(L, (X - m).T, lower=True)
        logs[:, k] = np.log(w) - 0.5 * (d * np.log(2 * np.pi) + (z * z).sum(0))
        logs[:, k] -= np.log(np.diag(L)).sum()
    top = logs.max()
    return top + np.log(np.exp(logs - top).sum(axis=1))


@unseen("gmm_log_prob", "GaussianMixture does the scoring")
def fitted_object(X, weights, means, covariances):
    from sklearn.mixture import GaussianMixture

    gm = GaussianMixture(len(weights), covariance_type="full")
    gm.weights_, gm.means_, gm.covariances_ = weights, means, covariances
    gm.precisions_cholesky_ = np.array(
        [
            linalg.solve_triangular(np.linalg.cholesky(C), np.eye(len(C)), lower=True).T
            for C in covariances
        ]
    )
    return gm.score_samples(X)


@unseen("gmm_log_prob", "shape (n, 1): keepdims")
def column(X, weights, means, covariances):
    d = X.shape[1]
    logs = np.empty((len(X), len(weights)))
    for k in range(len(weights)):
        L = np.linalg.cholesky(covariances[k])
        z = linalg.solve_triangular(L, (X - means[k]).T, lower=True)
        logs[:, k] = np.log(weights[k]) - 0.5 * (d * np.log(2 * np.pi) + (z**2).sum(0))
        logs[:, k] -= np.log(np.diag(L)).sum()
    return logsumexp(logs, axis=1, keepdims=True)


@unseen("gmm_log_prob", "the diagonal of C is read as standard deviations")
def sigma_squared_twice(X, weights, means, covariances):
    sigma = np.array([np.diag(C) for C in covariances])
    diff = (X[:, None] - means) / sigma
    ll = -0.5 * np.log(2 * np.pi) - np.log(sigma) - 0.5 * diff**2
    return logsumexp(ll.sum(axis=2) + np.log(weights), axis=1)


@unseen("gmm_log_prob", "two components are hard-coded")
def two_components(X, weights, means, covariances):
    d = X.shape[1]

    def log_n(j):
        L = np.linalg.cholesky(covariances[j])
        z = linalg.solve_triangular(L, (X - means[j]).T, lower=True)
        return -0.5 * (d * np.log(2 * np.pi) + (z**2).sum(0)) - np.log(np.diag(L)).sum()

    return np.logaddexp(np.log(weights[0]) + log_n(0), np.log(weights[1]) + log_n(1))


@unseen("gmm_log_prob", "a float32 computation")
def float32(X, weights, means, covariances):
    X = X.astype(np.float32)
    d = X.shape[1]
    cols = []
    for w, m, C in zip(weights, means, covariances):
        L = np.linalg.cholesky(C.astype(np.float32))
        z = np.linalg.solve(L, (X - m.astype(np.float32)).T)
        log_det = 2 * np.log(np.diag(L)).sum()
        cols.append(np.log(w) - 0.5 * (d * np.log(2 * np.pi) + log_det + (z**2).sum(0)))
    return logsumexp(cols, axis=0).astype(np.float64)


def _joint(X, weights, means, covariances):
    d = X.shape[1]
    logs = np.empty((len(X), len(weights)))
    for k, (w, m, C) in enumerate(zip(weights, means, covariances)):
        L = np.linalg.cholesky(C)
        z = linalg.solve_triangular(L, (X - m).T, lower=True)
        log_det = 2 * np.log(np.diag(L)).sum()
        logs[:, k] = np.log(w) - 0.5 * (d * np.log(2 * np.pi) + log_det + (z**2).sum(0))
    return logs


@unseen("responsibilities", "not normalized: weight times density")
def joint_density(X, weights, means, covariances):
    return np.exp(_joint(X, weights, means, covariances))


@unseen("responsibilities", "logs divided by their sum")
def ratio_of_logs(X, weights, means, covariances):
    lj = _joint(X, weights, means, covariances)
    return lj / lj.sum(axis=1, keepdims=True)


@unseen("responsibilities", "divided by the largest in place of the sum")
def by_maximum(X, weights, means, covariances):
    lj = _joint(X, weights, means, covariances)
    return np.exp(lj - lj.max(axis=1, keepdims=True))


@unseen("responsibilities", "the index of the component")
def labels(X, weights, means, covariances):
    return _joint(X, weights, means, covariances).argmax(axis=1)


@unseen("responsibilities", "nan far away is replaced by equal shares")
def nan_to_uniform(X, weights, means, covariances):
    with np.errstate(all="ignore"):
        p = np.exp(_joint(X, weights, means, covariances))
        r = p / p.sum(axis=1, keepdims=True)
    r[np.isnan(r)] = 1 / len(weights)
    return r


@unseen(
    "responsibilities", "log-determinants and correlations are ignored: Mahalanobis distance alone"
)
def mahalanobis_only(X, weights, means, covariances):
    q = []
    for m, C in zip(means, covariances):
        diff = X - m
        q.append(-0.5 * np.sum(diff * np.linalg.solve(C, diff.T).T, axis=1))
    return softmax(np.stack(q, axis=1) + np.log(weights), axis=1)


@unseen("responsibilities", "rounded")
def rounded(X, weights, means, covariances):
    return np.round(softmax(_joint(X, weights, means, covariances), axis=1), 3)


@unseen("responsibilities", "the average over the rows")
def average(X, weights, means, covariances):
    return softmax(_joint(X, weights, means, covariances), axis=1).mean(axis=0)


@unseen("responsibilities", "weights are multiplied after normalizing: rows do not sum to 1")
def weighted_after(X, weights, means, covariances):
    ones = np.ones(len(weights))
    r = softmax(_joint(X, ones, means, covariances), axis=1)
    return r * weights


@unseen("gmm_log_prob", "pinv with a cutoff: small variances are dropped")
def pseudo_inverse(X, weights, means, covariances):
    n, d = X.shape
    log_terms = np.zeros((n, len(weights)))
    for k in range(len(weights)):
        precision = np.linalg.pinv(covariances[k], rcond=1e-3)
        centered = X - means[k]
        mahalanobis = np.einsum("ni,ij,nj->n", centered, precision, centered)
        log_det = np.linalg.slogdet(covariances[k])[1]
        log_terms[:, k] = np.log(weights[k]) - 0.5 * (d * np.log(2 * np.pi) + log_det + mahalanobis)
    return logsumexp(log_terms, axis=1)


@unseen("gmm_log_prob", "n in place of d in the constant")
def rows_for_features(X, weights, means, covariances):
    n = len(X)
    parts = []
    for w, m, C in zip(weights, means, covariances):
        L = np.linalg.cholesky(C)
        z = linalg.solve_triangular(L, (X - m).T, lower=True)
        const = n * np.log(2 * np.pi) + 2 * np.log(np.diag(L)).sum()
        parts.append(np.log(w) - 0.5 * (const + np.square(z).sum(axis=0)))
    return logsumexp(parts, axis=0)
