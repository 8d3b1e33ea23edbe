"""Answers to gmm/log_prob."""

import math

import numpy as np
import scipy.special as sc
import sklearn.mixture
from scipy import linalg, special
from scipy import stats as st
from scipy.linalg import cho_factor, cho_solve, solve_triangular
from scipy.spatial.distance import cdist
from scipy.special import logsumexp, softmax
from scipy.stats import multivariate_normal
from scipy.stats import multivariate_normal as mvn
from sklearn.mixture import GaussianMixture

from tests.corpus import right, wrong

# gmm_log_prob, right


@right("gmm_log_prob")
def row_by_row(X, weights, means, covariances):
    n, d = X.shape
    answer = np.empty(n)
    for i in range(n):
        terms = []
        for w, mu, S in zip(weights, means, covariances):
            delta = X[i] - mu
            sign, logdet = np.linalg.slogdet(S)
            assert sign > 0
            m2 = delta @ np.linalg.solve(S, delta)
            terms.append(math.log(w) - 0.5 * (d * math.log(2 * math.pi) + logdet + m2))
        top = max(terms)
        answer[i] = top + math.log(sum(math.exp(t - top) for t in terms))
    return answer


@right("gmm_log_prob")
def one_einsum(X, pi, mu, sigma):
    d = X.shape[-1]
    delta = X[:, None, :] - mu[None]
    maha = np.einsum("nki,kij,nkj->nk", delta, np.linalg.inv(sigma), delta)
    log_n = -0.5 * (d * np.log(2 * np.pi) + np.linalg.slogdet(sigma).logabsdet + maha)
    return np.logaddexp.reduce(np.log(pi) + log_n, axis=1)


@right("gmm_log_prob")
def precision_cholesky(X, weights, means, covariances):
    n, d = X.shape
    scores = np.zeros((n, len(weights)))
    for k, (m, C) in enumerate(zip(means, covariances)):
        L = np.linalg.cholesky(C)
        prec = linalg.solve_triangular(L, np.eye(d), lower=True).T
        y = X @ prec - m @ prec
        scores[:, k] = -0.5 * (d * np.log(2 * np.pi) + np.square(y).sum(1))
        scores[:, k] += np.log(np.diagonal(prec)).sum() + np.log(weights[k])
    return logsumexp(scores, axis=1)


@right("gmm_log_prob")
def by_hand_with_the_maximum(X, weights, means, covariances):
    rows = []
    for w, m, C in zip(weights, means, covariances):
        c = np.linalg.cholesky(C)
        z = solve_triangular(c, (X - m).T, lower=True)
        half_logdet = np.sum(np.log(np.diag(c)))
        rows.append(
            np.log(w) - 0.5 * X.shape[1] * np.log(2 * np.pi) - half_logdet - 0.5 * np.sum(z**2, 0)
        )
    a = np.vstack(rows)
    peak = a.max(axis=0)
    a -= peak
    np.exp(a, out=a)
    return peak + np.log(a.sum(axis=0))


@right("gmm_log_prob")
def principal_axes(X, weights, means, covariances):
    lam, U = np.linalg.eigh(covariances)
    scores = np.einsum("nkd,kde->nke", X[:, None] - means, U) ** 2 / lam
    log_comp = -0.5 * (scores + np.log(2 * np.pi * lam)).sum(-1)
    return logsumexp(log_comp + np.log(weights), axis=-1)


@right("gmm_log_prob")
def batched_solve(X, weights, means, covariances):
    centred = (X[:, np.newaxis, :] - means)[..., np.newaxis]
    solved = np.linalg.solve(covariances[np.newaxis], centred)
    quad = np.sum(centred * solved, axis=(-2, -1))
    const = means.shape[1] * math.log(math.tau)
    logp = np.log(weights)[None, :] - (quad + const + np.linalg.slogdet(covariances)[1]) / 2
    shift = np.max(logp, axis=1, keepdims=True)
    return np.squeeze(shift, axis=1) + np.log(np.sum(np.exp(logp - shift), axis=1))


@right("gmm_log_prob")
def running_logaddexp(X, weights, means, covariances):
    total = np.full(X.shape[0], -np.inf)
    for j in range(weights.size):
        factor = cho_factor(covariances[j], lower=True)
        dev = X - means[j]
        quad = np.einsum("nd,dn->n", dev, cho_solve(factor, dev.T))
        logdet = 2 * np.log(factor[0].diagonal()).sum()
        total = np.logaddexp(
            total, np.log(weights[j]) - (dev.shape[1] * np.log(2 * np.pi) + logdet + quad) / 2
        )
    return total


@right("gmm_log_prob")
def with_checks_and_cdist(X, weights, means, covariances):
    X = np.asarray(X, dtype=float)
    if X.ndim != 2 or means.shape[1] != X.shape[1]:
        raise ValueError("X and means must have the same number of features")
    if (weights <= 0).any():
        raise ValueError("the weights must be positive")
    out = []
    for w, m, C in zip(weights, means, covariances):
        if not np.allclose(C, C.T):
            raise ValueError("a covariance must be symmetric")
        dist = cdist(X, m[None, :], "mahalanobis", VI=np.linalg.pinv(C))[:, 0]
        out.append(np.log(w) - 0.5 * dist**2 - 0.5 * np.linalg.slogdet(2 * np.pi * C)[1])
    return sc.logsumexp(np.array(out), axis=0)


@right("gmm_log_prob")
def with_defaults_and_keywords(X, weights=None, means=None, covariances=None, *, check=False):
    L = np.linalg.cholesky(covariances)
    white = np.linalg.inv(L)
    z = (white[None] @ (X[:, None] - means[None])[..., None])[..., 0]
    log_jac = np.log(np.diagonal(L, axis1=-2, axis2=-1)).sum(axis=-1)
    log_std_normal = -0.5 * (z * z + np.log(2 * np.pi)).sum(axis=-1)
    return special.logsumexp(log_std_normal - log_jac, axis=1, b=weights[None])


@right("gmm_log_prob")
def whitened_before_subtracting(X, weights, means, covariances):
    logs = []
    for w, m, C in zip(weights, means, covariances):
        P = np.linalg.inv(np.linalg.cholesky(C)).T
        z = X @ P - m @ P
        logs.append(
            np.log(w * np.diag(P).prod()) - 0.5 * (len(m) * np.log(2 * np.pi) + (z**2).sum(1))
        )
    return logsumexp(logs, axis=0)


@right("gmm_log_prob")
def sum_of_log_eigenvalues_and_inverse(X, weights, means, covariances):
    cols = []
    for w, m, C in zip(weights, means, covariances):
        log_det = np.log(np.linalg.eigvalsh(C)).sum()
        q = ((X - m) @ np.linalg.inv(C) * (X - m)).sum(axis=1)
        cols.append(np.log(w) - 0.5 * (len(m) * np.log(2 * np.pi) + log_det + q))
    return logsumexp(np.column_stack(cols), axis=1)


@right("gmm_log_prob")
def singular_values_and_pseudo_inverse(X, weights, means, covariances):
    log_det = np.log(np.linalg.svd(covariances, compute_uv=False)).sum(axis=-1)
    d = X[:, None] - means
    q = np.einsum("nki,kij,nkj->nk", d, np.linalg.pinv(covariances, hermitian=True), d)
    return logsumexp(-(log_det + q + X.shape[1] * np.log(2 * np.pi)) / 2, b=weights, axis=1)


@right("gmm_log_prob")
def determinant_of_the_factor(X, weights, means, covariances):
    cols = []
    for w, m, C in zip(weights, means, covariances):
        L = np.linalg.cholesky(C)
        z = np.linalg.solve(L, (X - m).T)
        const = len(m) / 2 * np.log(2 * np.pi) + np.log(np.linalg.det(L))
        cols.append(np.log(w) - const - 0.5 * np.sum(z**2, axis=0))
    return logsumexp(cols, axis=0)


@right("gmm_log_prob")
def correlations(X, weights, means, covariances):
    total = np.full(len(X), -np.inf)
    for w, m, c in zip(weights, means, covariances):
        s = np.sqrt(np.diag(c))
        factor = linalg.cholesky(c / np.outer(s, s), lower=True)
        z = linalg.solve_triangular(factor, ((X - m) / s).T, lower=True)
        log_det = 2 * (np.log(s).sum() + np.log(factor.diagonal()).sum())
        term = np.log(w) - 0.5 * (len(m) * np.log(2 * np.pi) + log_det + (z**2).sum(axis=0))
        total = np.logaddexp(total, term)
    return total


@right("gmm_log_prob")
def all_factors_in_one_solve(X, weights, means, covariances):
    L = np.linalg.cholesky(covariances)
    diff = np.swapaxes(X[None] - means[:, None], 1, 2)
    z = np.linalg.solve(L, diff)
    log_det = np.log(np.einsum("kii->ki", L)).sum(axis=1)
    quad = np.einsum("kdn,kdn->nk", z, z)
    log_joint = np.log(weights) - log_det - 0.5 * quad - 0.5 * X.shape[1] * np.log(2 * np.pi)
    top = log_joint.max(axis=1)
    return top + np.log(np.exp(log_joint - top[:, None]).sum(axis=1))


# gmm_log_prob, wrong


@wrong("gmm_log_prob", named="log-of-determinant")
def determinant_and_inverse(X, weights, means, covariances):
    def log_gauss(x, mu, cov):
        d = len(mu)
        diff = x - mu
        quad = (diff @ np.linalg.inv(cov) * diff).sum(axis=-1)
        return -0.5 * quad - np.log(np.sqrt((2 * np.pi) ** d * np.linalg.det(cov)))

    comps = np.stack([log_gauss(X, m, c) for m, c in zip(means, covariances)], axis=-1)
    return logsumexp(comps, b=weights, axis=-1)


@wrong("gmm_log_prob", named="log-of-determinant")
def apply_along_rows(X, weights, means, covariances):
    precisions = [np.linalg.inv(C) for C in covariances]
    constants = [
        np.log(w) - 0.5 * (len(C) * np.log(2 * np.pi) + np.log(np.linalg.det(C)))
        for w, C in zip(weights, covariances)
    ]

    def log_density(x):
        return np.logaddexp.reduce(
            [c - 0.5 * (x - m) @ P @ (x - m) for c, m, P in zip(constants, means, precisions)]
        )

    return np.apply_along_axis(log_density, 1, X)


@wrong("gmm_log_prob", named="log-of-determinant")
def determinant_and_pseudo_inverse(X, weights, means, covariances):
    logs = []
    for w, m, S in zip(weights, means, covariances):
        q = np.einsum("ni,ij,nj->n", X - m, np.linalg.pinv(S), X - m)
        logs.append(np.log(w) - 0.5 * (np.log(np.linalg.det(2 * np.pi * S)) + q))
    return logsumexp(logs, axis=0)


@wrong("gmm_log_prob", named="log-of-determinant")
def product_of_eigenvalues(X, weights, means, covariances):
    lam, U = np.linalg.eigh(covariances)
    z = np.einsum("nkd,kde->nke", X[:, None] - means, U)
    with np.errstate(divide="ignore", over="ignore"):
        log_det = np.log(np.prod(lam, axis=-1))
    quad = (z**2 / lam[None]).sum(-1)
    return logsumexp(
        np.log(weights) - 0.5 * (X.shape[1] * math.log(2 * math.pi) + log_det + quad), axis=1
    )


@wrong("gmm_log_prob", named="two-pi-lost")
def without_the_constant(X, weights, means, covariances):
    parts = []
    for w, m, C in zip(weights, means, covariances):
        L = linalg.cholesky(C, lower=True)
        z = linalg.solve_triangular(L, (X - m).T, lower=True)
        parts.append(np.log(w) - np.log(np.diag(L)).sum() - 0.5 * (z**2).sum(axis=0))
    return special.logsumexp(parts, axis=0)


@wrong("gmm_log_prob", named="two-pi-once")
def univariate_constant(X, weights, means, covariances):
    out = np.zeros((len(X), len(weights)))
    for k in range(len(weights)):
        d = X - means[k]
        out[:, k] = np.log(weights[k]) - 0.5 * np.log(2 * np.pi)
        out[:, k] -= 0.5 * np.sum(d @ np.linalg.inv(covariances[k]) * d, axis=1)
        out[:, k] -= np.linalg.slogdet(covariances[k])[1] / 2
    return logsumexp(out, axis=1)


@wrong("gmm_log_prob", named="half-lost")
def exponent_too_large(X, weights, means, covariances):
    k = X.shape[1]
    terms = [
        np.log(w)
        - 0.5 * (k * np.log(2 * np.pi) + np.linalg.slogdet(S)[1])
        - np.einsum("ni,ij,nj->n", X - m, np.linalg.inv(S), X - m)
        for w, m, S in zip(weights, means, covariances)
    ]
    return np.logaddexp.reduce(terms)


@wrong("gmm_log_prob", named="determinant-not-rooted")
def divided_by_det(X, weights, means, covariances):
    d = X.shape[1]
    dens = []
    for w, m, S in zip(weights, means, covariances):
        q = ((X - m) * np.linalg.solve(S, (X - m).T).T).sum(1)
        dens.append(np.log(w) - q / 2 - d / 2 * np.log(2 * np.pi) - np.linalg.slogdet(S)[1])
    return logsumexp(np.array(dens), axis=0)


@wrong("gmm_log_prob", named="factor-counted-once")
def half_of_the_log_det(X, weights, means, covariances):
    comp = []
    for w, m, C in zip(weights, means, covariances):
        chol = np.linalg.cholesky(C)
        z = np.linalg.solve(chol, (X - m).T)
        log_det = np.log(np.diag(chol)).sum()
        comp.append(np.log(w) - 0.5 * (len(m) * np.log(2 * np.pi) + log_det + (z**2).sum(0)))
    return special.logsumexp(comp, axis=0)


@wrong("gmm_log_prob", named="log-det-lost")
def distances_only(X, weights, means, covariances):
    q = np.stack(
        [
            cdist(X, m[None], "mahalanobis", VI=np.linalg.inv(C))[:, 0] ** 2
            for m, C in zip(means, covariances)
        ]
    )
    return logsumexp(-0.5 * (q + X.shape[1] * np.log(2 * np.pi)), b=weights[:, None], axis=0)


@wrong("gmm_log_prob", named="log-det-added")
def precision_determinant_with_the_wrong_sign(X, weights, means, covariances):
    P = np.linalg.inv(covariances)
    dx = X[:, None] - means
    q = (np.einsum("nki,kij->nkj", dx, P) * dx).sum(-1)
    log_n = -0.5 * q - 0.5 * X.shape[1] * np.log(2 * np.pi) - 0.5 * np.linalg.slogdet(P)[1]
    return logsumexp(log_n + np.log(weights), axis=1)


@wrong("gmm_log_prob", named="determinant-without-log")
def raw_determinant(X, weights, means, covariances):
    cols = []
    for w, m, S in zip(weights, means, covariances):
        q = np.diag((X - m) @ np.linalg.inv(S) @ (X - m).T)
        cols.append(np.log(w) - 0.5 * (q + np.linalg.det(S) + len(m) * np.log(2 * np.pi)))
    return logsumexp(np.column_stack(cols), axis=1)


@wrong("gmm_log_prob", named="covariance-for-precision")
def forgot_to_invert(X, weights, means, covariances):
    total = np.full(len(X), -np.inf)
    for w, m, S in zip(weights, means, covariances):
        diff = X - m
        log_n = -0.5 * ((diff @ S * diff).sum(1) + np.linalg.slogdet(2 * np.pi * S)[1])
        total = np.logaddexp(total, np.log(w) + log_n)
    return total


@wrong("gmm_log_prob", named="covariance-as-scale")
def whitened_by_the_covariance(X, weights, means, covariances):
    cols = []
    for w, m, S in zip(weights, means, covariances):
        z = np.linalg.solve(S, (X - m).T)
        cols.append(
            np.log(w)
            - 0.5 * len(m) * np.log(2 * np.pi)
            - np.linalg.slogdet(S)[1]
            - 0.5 * (z * z).sum(0)
        )
    return logsumexp(cols, axis=0)


@wrong("gmm_log_prob", named="factor-on-the-wrong-side")
def upper_factor_taken_for_lower(X, weights, means, covariances):
    acc = []
    for w, m, S in zip(weights, means, covariances):
        U = linalg.cholesky(S)
        z = linalg.solve_triangular(U, (X - m).T)
        acc.append(
            np.log(w)
            - 0.5 * (len(m) * np.log(2 * np.pi) + (z**2).sum(0))
            - np.log(np.diag(U)).sum()
        )
    return special.logsumexp(acc, axis=0)


@wrong("gmm_log_prob", named="distance-not-squared")
def plain_distance(X, weights, means, covariances):
    cols = []
    for w, m, S in zip(weights, means, covariances):
        r = cdist(X, m[None], "mahalanobis", VI=np.linalg.inv(S))[:, 0]
        cols.append(np.log(w) - 0.5 * (r + np.linalg.slogdet(2 * np.pi * S)[1]))
    return logsumexp(np.array(cols).T, axis=1)


@wrong("gmm_log_prob", named="only-the-diagonal")
def independent_features(X, weights, means, covariances):
    logs = np.empty((X.shape[0], means.shape[0]))
    for k in range(means.shape[0]):
        var = covariances[k].diagonal()
        logs[:, k] = np.log(weights[k]) - 0.5 * (
            np.log(2 * np.pi * var) + (X - means[k]) ** 2 / var
        ).sum(1)
    return np.logaddexp.reduce(logs, axis=1)


@wrong("gmm_log_prob", named="first-covariance-for-all")
def shared_covariance(X, weights, means, covariances):
    L = np.linalg.cholesky(covariances[0])
    z = np.array([np.linalg.solve(L, (X - m).T) for m in means])
    log_n = -0.5 * (z**2).sum(1) - 0.5 * X.shape[1] * np.log(2 * np.pi) - np.log(np.diag(L)).sum()
    return logsumexp(log_n, b=weights[:, None], axis=0)


@wrong("gmm_log_prob", named="covariance-regularised")
def as_when_fitting(X, weights, means, covariances):
    d = X.shape[1]
    rows = []
    for w, m, S in zip(weights, means, covariances):
        S = S + np.eye(d) * 1e-6
        L = np.linalg.cholesky(S)
        z = solve_triangular(L, (X - m).T, lower=True)
        rows.append(
            np.log(w) - d / 2 * np.log(2 * np.pi) - np.log(np.diag(L)).sum() - (z**2).sum(0) / 2
        )
    return logsumexp(rows, axis=0)


@wrong("gmm_log_prob", named="weights-forgotten")
def sum_of_components(X, weights, means, covariances):
    logs = []
    for m, S in zip(means, covariances):
        L = np.linalg.cholesky(S)
        z = solve_triangular(L, (X - m).T, lower=True)
        logs.append(-0.5 * (z**2 + np.log(2 * np.pi)).sum(0) - np.log(np.diag(L)).sum())
    return logsumexp(logs, axis=0)


@wrong("gmm_log_prob", named="equal-weights")
def unweighted_mean(X, weights, means, covariances):
    K = len(means)
    dx = X[:, None] - means
    q = np.einsum("nki,kij,nkj->nk", dx, np.linalg.inv(covariances), dx)
    log_n = -0.5 * (q + np.linalg.slogdet(2 * np.pi * covariances)[1])
    return logsumexp(log_n, axis=1, b=1 / K)


@wrong("gmm_log_prob", named="weights-not-logged")
def weights_added(X, weights, means, covariances):
    comp = []
    for w, m, S in zip(weights, means, covariances):
        c, low = cho_factor(S)
        d = X - m
        comp.append(
            w
            - 0.5 * ((d * cho_solve((c, low), d.T).T).sum(1) + np.linalg.slogdet(2 * np.pi * S)[1])
        )
    return logsumexp(np.array(comp), axis=0)


@wrong("gmm_log_prob", named="weights-times-logs")
def weighted_inside_logsumexp(X, weights, means, covariances):
    lam, U = np.linalg.eigh(covariances)
    z2 = np.einsum("nkd,kde->nke", X[:, None] - means, U) ** 2 / lam
    return logsumexp(weights * (-0.5 * (z2 + np.log(2 * np.pi * lam)).sum(-1)), axis=1)


@wrong("gmm_log_prob", named="average-of-logs")
def expected_log_density(X, weights, means, covariances):
    total = np.zeros(len(X))
    for w, m, S in zip(weights, means, covariances):
        d = X - m
        total += (
            w * -0.5 * ((d @ np.linalg.inv(S) * d).sum(1) + np.linalg.slogdet(2 * np.pi * S)[1])
        )
    return total


@wrong("gmm_log_prob", named="components-multiplied")
def product_of_experts(X, weights, means, covariances):
    total = np.zeros(len(X))
    for w, m, S in zip(weights, means, covariances):
        d = X - m
        total += np.log(w)
        total -= 0.5 * ((d @ np.linalg.inv(S) * d).sum(1) + np.linalg.slogdet(2 * np.pi * S)[1])
    return total


@wrong("gmm_log_prob", named="best-component-only")
def hard_maximum(X, weights, means, covariances):
    best = np.full(len(X), -np.inf)
    for w, m, S in zip(weights, means, covariances):
        d = X - m
        log_n = -0.5 * ((d @ np.linalg.inv(S) * d).sum(1) + np.linalg.slogdet(2 * np.pi * S)[1])
        best = np.maximum(best, np.log(w) + log_n)
    return best


@wrong("gmm_log_prob", named="mean-over-rows")
def like_score(X, weights, means, covariances):
    cols = []
    for w, m, S in zip(weights, means, covariances):
        d = X - m
        cols.append(
            np.log(w)
            - 0.5 * ((d @ np.linalg.inv(S) * d).sum(1) + np.linalg.slogdet(2 * np.pi * S)[1])
        )
    return np.mean(logsumexp(cols, axis=0))


@wrong("gmm_log_prob", named="negated")
def negative_log_likelihood(X, weights, means, covariances):
    cols = []
    for w, m, S in zip(weights, means, covariances):
        z = np.linalg.solve(np.linalg.cholesky(S), (X - m).T)
        cols.append(np.log(w) - 0.5 * ((z**2).sum(0) + np.linalg.slogdet(2 * np.pi * S)[1]))
    return -np.logaddexp.reduce(cols)


@wrong("gmm_log_prob", named="density-for-log")
def pdf(X, weights, means, covariances):
    p = 0
    for w, m, S in zip(weights, means, covariances):
        d = X - m
        norm = 1 / np.sqrt(np.linalg.det(2 * np.pi * S))
        p = p + w * norm * np.exp(-0.5 * np.sum(d @ np.linalg.inv(S) * d, axis=1))
    return p


@wrong("gmm_log_prob", named="maximum-not-added-back")
def stabilised_but_shifted(X, weights, means, covariances):
    cols = []
    for w, m, S in zip(weights, means, covariances):
        z = np.linalg.solve(np.linalg.cholesky(S), (X - m).T)
        cols.append(np.log(w) - 0.5 * ((z**2).sum(0) + np.linalg.slogdet(2 * np.pi * S)[1]))
    a = np.array(cols)
    return np.log(np.exp(a - a.max(0)).sum(0))


@wrong("gmm_log_prob", named="one-maximum-for-all-rows")
def global_shift(X, weights, means, covariances):
    cols = []
    for w, m, S in zip(weights, means, covariances):
        z = np.linalg.solve(np.linalg.cholesky(S), (X - m).T)
        cols.append(np.log(w) - 0.5 * ((z**2).sum(0) + np.linalg.slogdet(2 * np.pi * S)[1]))
    a = np.array(cols)
    top = np.max(a)
    return np.log(np.sum(np.exp(a - top), axis=0)) + top


@wrong("gmm_log_prob", named="floor-under-the-density")
def tiny_inside_the_log(X, weights, means, covariances):
    p = np.zeros(len(X))
    for w, m, S in zip(weights, means, covariances):
        d = X - m
        q = (d * np.linalg.solve(S, d.T).T).sum(axis=1)
        p += w * np.exp(-q / 2) / np.sqrt(np.linalg.det(2 * np.pi * S))
    return np.log(p + 1e-300)


@wrong("gmm_log_prob", named="densities-added-before-the-log")
def textbook(X, weights, means, covariances):
    n, d = X.shape
    density = np.zeros(n)
    for w, m, S in zip(weights, means, covariances):
        inverse = np.linalg.inv(S)
        const = 1 / ((2 * np.pi) ** (d / 2) * np.linalg.det(S) ** 0.5)
        for i in range(n):
            density[i] += w * const * np.exp(-0.5 * (X[i] - m) @ inverse @ (X[i] - m))
    with np.errstate(divide="ignore"):
        return np.log(density)


@wrong("gmm_log_prob")
def small_eps_inside_the_log(X, weights, means, covariances):
    p = np.zeros(len(X))
    for w, m, S in zip(weights, means, covariances):
        d = X - m
        p += (
            w
            * np.exp(-0.5 * (d @ np.linalg.inv(S) * d).sum(1))
            / np.sqrt(np.linalg.det(2 * np.pi * S))
        )
    return np.log(p + 1e-12)


@wrong("gmm_log_prob")
def eps_for_the_weights(X, weights, means, covariances):
    dx = X[:, None] - means
    q = np.einsum("nki,kij,nkj->nk", dx, np.linalg.inv(covariances), dx)
    log_n = -0.5 * (q + np.linalg.slogdet(2 * np.pi * covariances)[1])
    return logsumexp(log_n + np.log(weights + 1e-8), axis=1)


@wrong("gmm_log_prob")
def exponent_clipped(X, weights, means, covariances):
    dx = X[:, None] - means
    q = np.einsum("nki,kij,nkj->nk", dx, np.linalg.inv(covariances), dx)
    log_n = -0.5 * (q + np.linalg.slogdet(2 * np.pi * covariances)[1])
    return logsumexp(np.clip(log_n, -700, 700) + np.log(weights), axis=1)


@wrong("gmm_log_prob")
def a_little_jitter(X, weights, means, covariances):
    S = covariances + 1e-10 * np.eye(X.shape[1])
    L = np.linalg.cholesky(S)
    z = np.linalg.solve(L, (X[:, None] - means)[..., None])[..., 0]
    log_n = -0.5 * (z**2 + np.log(2 * np.pi)).sum(-1) - np.log(
        np.diagonal(L, axis1=1, axis2=2)
    ).sum(-1)
    return logsumexp(log_n + np.log(weights), axis=1)


@wrong("gmm_log_prob")
def centred_in_place(X, weights, means, covariances):
    centre = means.mean(axis=0)
    X -= centre
    dx = X[:, None] - (means - centre)
    q = np.einsum("nki,kij,nkj->nk", dx, np.linalg.inv(covariances), dx)
    log_n = -0.5 * (q + np.linalg.slogdet(2 * np.pi * covariances)[1])
    return logsumexp(log_n + np.log(weights), axis=1)


@wrong("gmm_log_prob")
def weights_overwritten(X, weights, means, covariances):
    np.log(weights, out=weights)
    dx = X[:, None] - means
    q = np.einsum("nki,kij,nkj->nk", dx, np.linalg.inv(covariances), dx)
    return logsumexp(weights - 0.5 * (q + np.linalg.slogdet(2 * np.pi * covariances)[1]), axis=1)


@wrong("gmm_log_prob")
def a_list(X, weights, means, covariances):
    dx = X[:, None] - means
    q = np.einsum("nki,kij,nkj->nk", dx, np.linalg.inv(covariances), dx)
    log_n = -0.5 * (q + np.linalg.slogdet(2 * np.pi * covariances)[1])
    return [float(v) for v in logsumexp(log_n + np.log(weights), axis=1)]


@wrong("gmm_log_prob")
def a_column(X, weights, means, covariances):
    dx = X[:, None] - means
    q = np.einsum("nki,kij,nkj->nk", dx, np.linalg.inv(covariances), dx)
    log_n = -0.5 * (q + np.linalg.slogdet(2 * np.pi * covariances)[1])
    return logsumexp(log_n + np.log(weights), axis=1, keepdims=True)


@wrong("gmm_log_prob")
def squeezed_for_one_row(X, weights, means, covariances):
    dx = X[:, None] - means
    q = np.einsum("nki,kij,nkj->nk", dx, np.linalg.inv(covariances), dx)
    log_n = -0.5 * (q + np.linalg.slogdet(2 * np.pi * covariances)[1])
    return np.squeeze(logsumexp(log_n + np.log(weights), axis=1))


@wrong("gmm_log_prob")
def single_precision(X, weights, means, covariances):
    X = X.astype(np.float32)
    dx = X[:, None] - means
    q = np.einsum("nki,kij,nkj->nk", dx, np.linalg.inv(covariances), dx)
    log_n = -0.5 * (q + np.linalg.slogdet(2 * np.pi * covariances)[1])
    return logsumexp(log_n + np.log(weights), axis=1).astype(np.float32)


@wrong("gmm_log_prob")
def rounded_pi(X, weights, means, covariances):
    dx = X[:, None] - means
    q = np.einsum("nki,kij,nkj->nk", dx, np.linalg.inv(covariances), dx)
    log_n = -0.5 * (q + np.linalg.slogdet(covariances)[1] + X.shape[1] * np.log(2 * 3.14159))
    return logsumexp(log_n + np.log(weights), axis=1)


@wrong("gmm_log_prob")
def an_object_array(X, weights, means, covariances):
    dx = X[:, None] - means
    q = np.einsum("nki,kij,nkj->nk", dx, np.linalg.inv(covariances), dx)
    log_n = -0.5 * (q + np.linalg.slogdet(2 * np.pi * covariances)[1])
    return logsumexp(log_n + np.log(weights), axis=1).astype(object)


@wrong("gmm_log_prob")
def a_matrix(X, weights, means, covariances):
    dx = X[:, None] - means
    q = np.einsum("nki,kij,nkj->nk", dx, np.linalg.inv(covariances), dx)
    log_n = -0.5 * (q + np.linalg.slogdet(2 * np.pi * covariances)[1])
    return np.matrix(logsumexp(log_n + np.log(weights), axis=1))


@wrong("gmm_log_prob")
def nothing_returned(X, weights, means, covariances):
    dx = X[:, None] - means
    q = np.einsum("nki,kij,nkj->nk", dx, np.linalg.inv(covariances), dx)
    logsumexp(np.log(weights) - 0.5 * (q + np.linalg.slogdet(2 * np.pi * covariances)[1]), axis=1)


@wrong("gmm_log_prob")
def rows_for_features(X, weights, means, covariances):
    dx = X[:, None] - means
    q = np.einsum("nki,kij,nkj->nk", dx, np.linalg.inv(covariances), dx)
    log_n = -0.5 * (q + np.linalg.slogdet(covariances)[1] + X.shape[0] * np.log(2 * np.pi))
    return logsumexp(log_n + np.log(weights), axis=1)


@wrong("gmm_log_prob")
def pseudo_inverse_too_coarse(X, weights, means, covariances):
    dx = X[:, None] - means
    q = np.einsum("nki,kij,nkj->nk", dx, np.linalg.pinv(covariances, rcond=1e-6), dx)
    log_n = -0.5 * (q + np.linalg.slogdet(2 * np.pi * covariances)[1])
    return logsumexp(log_n + np.log(weights), axis=1)


@wrong("gmm_log_prob")
def outer_difference(X, weights, means, covariances):
    diff = X - means
    inv = np.linalg.inv(covariances)
    q = np.einsum("kd,kde,ke->k", diff, inv, diff)
    return logsumexp(np.log(weights) - 0.5 * (q + np.linalg.slogdet(2 * np.pi * covariances)[1]))


@wrong("gmm_log_prob", status="error")
def misspelt_function(X, weights, means, covariances):
    dx = X[:, None] - means
    q = np.einsum("nki,kij,nkj->nk", dx, np.linalg.inverse(covariances), dx)
    return logsumexp(np.log(weights) - 0.5 * q, axis=1)


@wrong("gmm_log_prob", status="error")
def two_components_only(X, weights, means, covariances):
    def log_n(j):
        z = np.linalg.solve(np.linalg.cholesky(covariances[j]), (X - means[j]).T)
        return np.log(weights[j]) - 0.5 * (
            (z**2).sum(0) + np.linalg.slogdet(2 * np.pi * covariances[j])[1]
        )

    return np.logaddexp(log_n(0), log_n(1))


@wrong("gmm_log_prob", status="library")
def logpdf_of_scipy(X, weights, means, covariances):
    logs = [
        np.log(w) + np.atleast_1d(multivariate_normal.logpdf(X, m, C))
        for w, m, C in zip(weights, means, covariances)
    ]
    return logsumexp(logs, axis=0)


@wrong("gmm_log_prob", status="library")
def frozen_normals(X, weights, means, covariances):
    comps = [mvn(mean=m, cov=C) for m, C in zip(means, covariances)]
    cols = [np.reshape(c.logpdf(X), len(X)) for c in comps]
    return logsumexp(np.stack(cols, 1), axis=1, b=weights)


@wrong("gmm_log_prob", status="library")
def univariate_normals_of_scipy(X, weights, means, covariances):
    out = []
    for w, m, C in zip(weights, means, covariances):
        L = np.linalg.cholesky(C)
        z = np.linalg.solve(L, (X - m).T)
        out.append(np.log(w) + st.norm.logpdf(z).sum(0) - np.log(np.diag(L)).sum())
    return logsumexp(out, axis=0)


@wrong("gmm_log_prob", status="library")
def score_samples(X, weights, means, covariances):
    gm = GaussianMixture(len(weights), covariance_type="full")
    gm.weights_, gm.means_, gm.covariances_ = weights, means, covariances
    gm.precisions_cholesky_ = np.linalg.inv(np.linalg.cholesky(covariances)).transpose(0, 2, 1)
    return gm.score_samples(X)


@wrong("gmm_log_prob", status="library")
def private_function_of_scikit_learn(X, weights, means, covariances):
    prec = np.linalg.inv(np.linalg.cholesky(covariances)).transpose(0, 2, 1)
    log_gauss = sklearn.mixture._gaussian_mixture._estimate_log_gaussian_prob
    return logsumexp(log_gauss(X, means, prec, "full") + np.log(weights), axis=1)


@wrong("gmm_log_prob", named="square-expanded")
def quadratic_form_in_three_terms(X, weights, means, covariances):
    logs = []
    for w, m, C in zip(weights, means, covariances):
        P = np.linalg.inv(C)
        quad = ((X @ P) * X).sum(1) - 2 * X @ P @ m + m @ P @ m
        logs.append(np.log(w) - 0.5 * (quad + np.linalg.slogdet(2 * np.pi * C)[1]))
    return special.logsumexp(logs, axis=0)


@wrong("gmm_log_prob", named="square-expanded")
def squared_distance_of_whitened_points(X, weights, means, covariances):
    logs = []
    for w, m, C in zip(weights, means, covariances):
        L = np.linalg.cholesky(C)
        u, v = np.linalg.solve(L, X.T), np.linalg.solve(L, m)
        quad = (u**2).sum(0) - 2 * v @ u + v @ v
        logs.append(np.log(w) - 0.5 * (quad + np.linalg.slogdet(2 * np.pi * C)[1]))
    return special.logsumexp(logs, axis=0)


@wrong("gmm_log_prob")
def logarithm_of_what_is_left(X, weights, means, covariances):
    d = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", d, np.linalg.inv(covariances), d)
    logs = np.log(weights) - 0.5 * (quad + np.linalg.slogdet(2 * np.pi * covariances)[1])
    density = np.exp(logs).sum(axis=1)
    with np.errstate(divide="ignore"):
        return np.where(density > 0, np.log(density), special.logsumexp(logs, axis=1))


@wrong("gmm_log_prob")
def light_components_left_out(X, weights, means, covariances):
    keep = weights > 1e-8
    d = X[:, None] - means[keep]
    quad = np.einsum("nki,kij,nkj->nk", d, np.linalg.inv(covariances[keep]), d)
    logs = -0.5 * (quad + np.linalg.slogdet(2 * np.pi * covariances[keep])[1])
    return special.logsumexp(logs + np.log(weights[keep]), axis=1)


@wrong("gmm_log_prob")
def machine_epsilon_in_weights(X, weights, means, covariances):
    d = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", d, np.linalg.inv(covariances), d)
    logs = -0.5 * (quad + np.linalg.slogdet(2 * np.pi * covariances)[1])
    return special.logsumexp(logs + np.log(weights + np.finfo(float).eps), axis=1)


@wrong("gmm_log_prob")
def weights_normalised_in_place(X, weights, means, covariances):
    weights /= weights.sum()
    d = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", d, np.linalg.inv(covariances), d)
    logs = -0.5 * (quad + np.linalg.slogdet(2 * np.pi * covariances)[1])
    return special.logsumexp(logs + np.log(weights), axis=1)


# responsibilities, right


@right("responsibilities")
def bayes_in_logs(X, weights, means, covariances):
    f = gmm_log_prob  # noqa: F821  # the solution's
    evidence = f(X, weights, means, covariances)
    dx = X[:, None] - means
    q = np.einsum("nki,kij,nkj->nk", dx, np.linalg.inv(covariances), dx)
    log_n = -0.5 * (q + np.linalg.slogdet(2 * np.pi * covariances)[1])
    return np.exp(np.log(weights) + log_n - evidence[:, None])


@right("responsibilities")
def softmax_without_the_constant(X, weights, means, covariances):
    lam, U = np.linalg.eigh(covariances)
    z2 = np.einsum("nkd,kde->nke", X[:, None] - means, U) ** 2 / lam
    return softmax(np.log(weights) - 0.5 * (z2 + np.log(lam)).sum(-1), axis=1)


@right("responsibilities")
def row_loops(X, weights, means, covariances):
    n, k = len(X), len(weights)
    r = np.zeros((n, k))
    for i in range(n):
        logs = np.zeros(k)
        for j in range(k):
            delta = X[i] - means[j]
            quad = delta.dot(np.linalg.solve(covariances[j], delta))
            logs[j] = math.log(weights[j]) - 0.5 * (quad + np.linalg.slogdet(covariances[j])[1])
        e = np.exp(logs - logs.max())
        r[i] = e / e.sum()
    return r


@right("responsibilities")
def pairwise_odds(X, weights, means, covariances):
    dx = X[:, None] - means
    q = np.einsum("nki,kij,nkj->nk", dx, np.linalg.inv(covariances), dx)
    a = np.log(weights) - 0.5 * (q + np.linalg.slogdet(covariances)[1])
    with np.errstate(over="ignore"):
        return 1 / np.exp(a[:, None, :] - a[:, :, None]).sum(axis=2)


@right("responsibilities")
def one_component_at_a_time(X, weights, means, covariances):
    parts = [
        gmm_log_prob(X, np.ones(1), m[None], C[None]) + np.log(w)  # noqa: F821  # the solution's
        for w, m, C in zip(weights, means, covariances)
    ]
    joint = np.column_stack(parts)
    joint -= joint.max(axis=1)[:, None]
    np.exp(joint, out=joint)
    joint /= joint.sum(axis=1)[:, None]
    return joint


@right("responsibilities")
def exponential_of_log_softmax(X, weights, means, covariances):
    rows = []
    for w, m, C in zip(weights, means, covariances):
        L = linalg.cholesky(C, lower=True)
        z = linalg.solve_triangular(L, (X - m).T, lower=True)
        rows.append(np.log(w) - np.log(L.diagonal()).sum() - np.linalg.norm(z, axis=0) ** 2 / 2)
    return np.exp(special.log_softmax(np.array(rows), axis=0)).T


@right("responsibilities")
def subtracting_logsumexp(X, weights, means, covariances):
    n, d = X.shape
    log_r = np.empty((n, weights.shape[0]))
    for j, C in enumerate(covariances):
        factor = cho_factor(C)
        dev = X - means[j]
        log_r[:, j] = np.log(weights[j]) - np.log(np.diag(factor[0])).sum()
        log_r[:, j] -= 0.5 * np.sum(dev.T * cho_solve(factor, dev.T), axis=0)
    log_r -= np.logaddexp.reduce(log_r, axis=1, keepdims=True)
    return np.exp(log_r)


@right("responsibilities")
def weights_normalised_again(X, weights, means, covariances):
    d = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", d, np.linalg.inv(covariances), d)
    logs = np.log(weights / weights.sum()) - 0.5 * (quad + np.linalg.slogdet(covariances)[1])
    return softmax(logs, axis=1)


@right("responsibilities")
def densities_of_slices_over_the_total(X, weights, means, covariances):
    total = gmm_log_prob(X, weights, means, covariances)
    columns = []
    for j in range(len(weights)):
        one = slice(j, j + 1)
        joint = gmm_log_prob(X, weights[one], means[one], covariances[one])
        columns.append(np.exp(joint - total))
    r = np.stack(columns, axis=1)
    return r / r.sum(axis=1, keepdims=True)


# responsibilities, wrong


@wrong("responsibilities", named="log-of-determinant-in-shares")
def shares_by_the_determinant(X, weights, means, covariances):
    log_joint = np.empty((len(X), len(weights)))
    for j, (w, m, C) in enumerate(zip(weights, means, covariances)):
        q = ((X - m) @ np.linalg.inv(C) * (X - m)).sum(axis=1)
        log_joint[:, j] = math.log(w) - 0.5 * q - 0.5 * np.log(np.linalg.det(2 * np.pi * C))
    shifted = np.exp(log_joint - log_joint.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)


@wrong("responsibilities", named="half-lost-in-shares")
def sharper_than_bayes(X, weights, means, covariances):
    cols = []
    for w, m, C in zip(weights, means, covariances):
        d = X - m
        cols.append(
            np.log(w) - 0.5 * np.linalg.slogdet(C)[1] - (d * np.linalg.solve(C, d.T).T).sum(1)
        )
    return softmax(np.array(cols).T, axis=1)


@wrong("responsibilities", named="log-det-lost-in-shares")
def by_distance_only(X, weights, means, covariances):
    q = np.stack(
        [
            cdist(X, m[None], "mahalanobis", VI=np.linalg.inv(C))[:, 0]
            for m, C in zip(means, covariances)
        ],
        1,
    )
    a = np.log(weights) - 0.5 * q**2
    e = np.exp(a - a.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


@wrong("responsibilities", named="log-det-added-in-shares")
def precision_determinant(X, weights, means, covariances):
    P = np.linalg.inv(covariances)
    dx = X[:, None] - means
    a = np.log(weights) - 0.5 * (np.linalg.slogdet(P)[1] + np.einsum("nki,kij,nkj->nk", dx, P, dx))
    return np.exp(a - logsumexp(a, axis=1, keepdims=True))


@wrong("responsibilities", named="covariance-for-precision-in-shares")
def forgot_the_inverse(X, weights, means, covariances):
    cols = []
    for w, m, C in zip(weights, means, covariances):
        d = X - m
        cols.append(np.log(w) - 0.5 * (np.linalg.slogdet(C)[1] + np.diag(d @ C @ d.T)))
    a = np.array(cols).T
    return np.exp(a - logsumexp(a, axis=1, keepdims=True))


@wrong("responsibilities", named="only-the-diagonal-in-shares")
def naive_bayes(X, weights, means, covariances):
    a = np.empty((len(X), len(weights)))
    for j in range(len(weights)):
        v = np.diag(covariances[j])
        a[:, j] = np.log(weights[j]) - 0.5 * (np.log(v) + (X - means[j]) ** 2 / v).sum(axis=1)
    return softmax(a, axis=1)


@wrong("responsibilities", named="weights-forgotten-in-shares")
def flat_prior(X, weights, means, covariances):
    cols = []
    for m, C in zip(means, covariances):
        L = np.linalg.cholesky(C)
        z = np.linalg.solve(L, (X - m).T)
        cols.append(-0.5 * (z**2).sum(0) - np.log(np.diag(L)).sum())
    return softmax(np.array(cols), axis=0).T


@wrong("responsibilities", named="weights-after-normalising")
def weighted_at_the_end(X, weights, means, covariances):
    cols = []
    for m, C in zip(means, covariances):
        L = np.linalg.cholesky(C)
        z = np.linalg.solve(L, (X - m).T)
        cols.append(-0.5 * (z**2).sum(0) - np.log(np.diag(L)).sum())
    a = np.array(cols).T
    r = np.exp(a - a.max(1)[:, None])
    r /= r.sum(1)[:, None]
    return r * weights


@wrong("responsibilities", named="weights-not-logged-in-shares")
def weights_added_to_logs(X, weights, means, covariances):
    cols = []
    for w, m, C in zip(weights, means, covariances):
        z = np.linalg.solve(np.linalg.cholesky(C), (X - m).T)
        cols.append(w - 0.5 * ((z**2).sum(0) + np.linalg.slogdet(C)[1]))
    return softmax(np.array(cols).T, axis=1)


@wrong("responsibilities", named="likelihoods")
def component_densities(X, weights, means, covariances):
    cols = []
    for m, C in zip(means, covariances):
        d = X - m
        q = (d @ np.linalg.inv(C) * d).sum(1)
        cols.append(np.exp(-q / 2) / np.sqrt(np.linalg.det(2 * np.pi * C)))
    return np.column_stack(cols)


@wrong("responsibilities", named="joint-not-normalised")
def numerator_only(X, weights, means, covariances):
    cols = []
    for w, m, C in zip(weights, means, covariances):
        d = X - m
        q = (d @ np.linalg.inv(C) * d).sum(1)
        cols.append(w * np.exp(-q / 2) / np.sqrt(np.linalg.det(2 * np.pi * C)))
    return np.column_stack(cols)


@wrong("responsibilities", named="normalised-over-rows")
def columns_sum_to_one(X, weights, means, covariances):
    cols = []
    for w, m, C in zip(weights, means, covariances):
        z = np.linalg.solve(np.linalg.cholesky(C), (X - m).T)
        cols.append(np.log(w) - 0.5 * ((z**2).sum(0) + np.linalg.slogdet(C)[1]))
    a = np.array(cols).T
    a = np.exp(a - a.max(axis=0))
    return a / a.sum(axis=0)


@wrong("responsibilities", named="normalised-over-everything")
def no_axis_given(X, weights, means, covariances):
    cols = []
    for w, m, C in zip(weights, means, covariances):
        z = np.linalg.solve(np.linalg.cholesky(C), (X - m).T)
        cols.append(np.log(w) - 0.5 * ((z**2).sum(0) + np.linalg.slogdet(C)[1]))
    a = np.array(cols).T
    return np.exp(a - logsumexp(a))


@wrong("responsibilities", named="shares-of-the-logs")
def ratio_of_logs(X, weights, means, covariances):
    f = gmm_log_prob  # noqa: F821  # the solution's
    parts = np.stack(
        [f(X, weights[[j]], means[[j]], covariances[[j]]) for j in range(len(weights))]
    )
    return (parts / parts.sum(0)).T


@wrong("responsibilities", named="softmax-of-densities")
def softmax_after_exp(X, weights, means, covariances):
    f = gmm_log_prob  # noqa: F821  # the solution's
    parts = np.stack(
        [f(X, weights[[j]], means[[j]], covariances[[j]]) for j in range(len(weights))]
    )
    return softmax(np.exp(parts), axis=0).T


@wrong("responsibilities", named="log-shares")
def forgot_the_exponential(X, weights, means, covariances):
    f = gmm_log_prob  # noqa: F821  # the solution's
    total = f(X, weights, means, covariances)
    parts = [f(X, weights[[j]], means[[j]], covariances[[j]]) for j in range(len(weights))]
    return np.array(parts).T - total[:, None]


@wrong("responsibilities", named="hard-assignment")
def winner_takes_all(X, weights, means, covariances):
    f = gmm_log_prob  # noqa: F821  # the solution's
    parts = [f(X, weights[[j]], means[[j]], covariances[[j]]) for j in range(len(weights))]
    winner = np.argmax(parts, axis=0)
    out = np.zeros((len(X), len(weights)))
    out[np.arange(len(X)), winner] = 1.0
    return out


@wrong("responsibilities", named="labels")
def predict(X, weights, means, covariances):
    f = gmm_log_prob  # noqa: F821  # the solution's
    parts = [f(X, weights[[j]], means[[j]], covariances[[j]]) for j in range(len(weights))]
    return np.argmax(np.stack(parts, axis=1), axis=1)


@wrong("responsibilities", named="averaged-over-points")
def new_weights(X, weights, means, covariances):
    f = gmm_log_prob  # noqa: F821  # the solution's
    parts = [f(X, weights[[j]], means[[j]], covariances[[j]]) for j in range(len(weights))]
    a = np.stack(parts, axis=1)
    r = np.exp(a - logsumexp(a, axis=1, keepdims=True))
    return r.sum(axis=0) / len(X)


@wrong("responsibilities", named="components-by-points")
def not_transposed(X, weights, means, covariances):
    f = gmm_log_prob  # noqa: F821  # the solution's
    a = np.array([f(X, weights[[j]], means[[j]], covariances[[j]]) for j in range(len(weights))])
    return np.exp(a - np.logaddexp.reduce(a, axis=0))


@wrong("responsibilities", named="one-maximum-for-all-shares")
def stabilised_globally(X, weights, means, covariances):
    f = gmm_log_prob  # noqa: F821  # the solution's
    a = np.array([f(X, weights[[j]], means[[j]], covariances[[j]]) for j in range(len(weights))]).T
    e = np.exp(a - np.max(a))
    with np.errstate(invalid="ignore"):
        return e / np.sum(e, axis=1)[:, np.newaxis]


@wrong("responsibilities", named="floor-in-the-denominator")
def safe_division(X, weights, means, covariances):
    f = gmm_log_prob  # noqa: F821  # the solution's
    joint = np.exp([f(X, weights[[j]], means[[j]], covariances[[j]]) for j in range(len(weights))])
    return (joint / (joint.sum(0) + 1e-300)).T


@wrong("responsibilities", named="zero-over-zero")
def bayes_with_densities(X, weights, means, covariances):
    n, d = X.shape
    joint = np.zeros((n, len(weights)))
    for j, (w, m, C) in enumerate(zip(weights, means, covariances)):
        diff = X - m
        q = np.sum(diff @ np.linalg.inv(C) * diff, axis=1)
        joint[:, j] = w * np.exp(-q / 2) / ((2 * np.pi) ** (d / 2) * np.sqrt(np.linalg.det(C)))
    with np.errstate(invalid="ignore"):
        return joint / joint.sum(axis=1, keepdims=True)


@wrong("responsibilities")
def nan_replaced_by_uniform(X, weights, means, covariances):
    f = gmm_log_prob  # noqa: F821  # the solution's
    joint = np.exp(
        [f(X, weights[[j]], means[[j]], covariances[[j]]) for j in range(len(weights))]
    ).T
    with np.errstate(invalid="ignore"):
        r = joint / joint.sum(axis=1, keepdims=True)
    return np.where(np.isnan(r), 1 / len(weights), r)


@wrong("responsibilities")
def larger_floor(X, weights, means, covariances):
    f = gmm_log_prob  # noqa: F821  # the solution's
    joint = np.exp(
        [f(X, weights[[j]], means[[j]], covariances[[j]]) for j in range(len(weights))]
    ).T
    return joint / (joint.sum(axis=1, keepdims=True) + 1e-10)


@wrong("responsibilities")
def weights_counted_twice(X, weights, means, covariances):
    f = gmm_log_prob  # noqa: F821  # the solution's
    a = np.array([f(X, weights[[j]], means[[j]], covariances[[j]]) for j in range(len(weights))]).T
    return softmax(a + np.log(weights), axis=1)


@wrong("responsibilities")
def inverse_distances(X, weights, means, covariances):
    closeness = 1 / (cdist(X, means) + 1e-9)
    return closeness / closeness.sum(axis=1, keepdims=True)


@wrong("responsibilities")
def sharp_when_far(X, weights, means, covariances):
    f = gmm_log_prob  # noqa: F821  # the solution's
    a = np.array([f(X, weights[[j]], means[[j]], covariances[[j]]) for j in range(len(weights))]).T
    with np.errstate(invalid="ignore"):
        soft = np.exp(a) / np.exp(a).sum(axis=1, keepdims=True)
    return np.where(np.isnan(soft), np.eye(len(weights))[a.argmax(axis=1)], soft)


@wrong("responsibilities")
def weights_updated_in_place(X, weights, means, covariances):
    f = gmm_log_prob  # noqa: F821  # the solution's
    a = np.array([f(X, weights[[j]], means[[j]], covariances[[j]]) for j in range(len(weights))]).T
    r = softmax(a, axis=1)
    weights[:] = r.mean(axis=0)
    return r


@wrong("responsibilities")
def nested_lists(X, weights, means, covariances):
    f = gmm_log_prob  # noqa: F821  # the solution's
    a = np.array([f(X, weights[[j]], means[[j]], covariances[[j]]) for j in range(len(weights))]).T
    return softmax(a, axis=1).tolist()


@wrong("responsibilities")
def flat_for_one_component(X, weights, means, covariances):
    f = gmm_log_prob  # noqa: F821  # the solution's
    a = np.array([f(X, weights[[j]], means[[j]], covariances[[j]]) for j in range(len(weights))]).T
    return np.squeeze(softmax(a, axis=1))


@wrong("responsibilities")
def posterior_of_the_second(X, weights, means, covariances):
    f = gmm_log_prob  # noqa: F821  # the solution's
    a = np.array([f(X, weights[[j]], means[[j]], covariances[[j]]) for j in range(len(weights))]).T
    return special.expit(a[:, -1] - a[:, 0])


@wrong("responsibilities", status="error")
def weights_of_the_wrong_rank(X, weights, means, covariances):
    logs = [np.log(weights[:, j]) for j in range(len(means))]
    return softmax(np.array(logs).T, axis=1)


@wrong("responsibilities")
def missing_axis(X, weights, means, covariances):
    f = gmm_log_prob  # noqa: F821  # the solution's
    total = f(X, weights, means, covariances)
    a = np.array([f(X, weights[[j]], means[[j]], covariances[[j]]) for j in range(len(weights))]).T
    return np.exp(a - total.reshape(1, -1, 1)[0].T)


@wrong("responsibilities", status="library")
def predict_proba(X, weights, means, covariances):
    gm = GaussianMixture(n_components=len(weights))
    gm.weights_, gm.means_, gm.covariances_ = weights, means, covariances
    gm.precisions_cholesky_ = np.linalg.inv(np.linalg.cholesky(covariances)).transpose(0, 2, 1)
    return gm.predict_proba(X)


@wrong("responsibilities", status="library")
def bayes_with_scipy(X, weights, means, covariances):
    logs = [
        np.log(w) + np.reshape(mvn.logpdf(X, m, C), len(X))
        for w, m, C in zip(weights, means, covariances)
    ]
    return softmax(np.array(logs).T, axis=1)


@wrong("responsibilities", status="library")
def aliased_distribution(X, weights, means, covariances):
    normal = st.multivariate_normal
    a = np.empty((len(X), len(weights)))
    for j in range(len(weights)):
        a[:, j] = np.log(weights[j]) + normal(means[j], covariances[j]).logpdf(X)
    return softmax(a, axis=1)


@wrong("responsibilities")
def squares_expanded(X, weights, means, covariances):
    logs = []
    for w, m, C in zip(weights, means, covariances):
        P = np.linalg.inv(C)
        quad = ((X @ P) * X).sum(1) - 2 * X @ P @ m + m @ P @ m
        logs.append(np.log(w) - 0.5 * (quad + np.linalg.slogdet(C)[1]))
    return softmax(np.array(logs).T, axis=1)


@wrong("responsibilities")
def shares_of_what_is_left(X, weights, means, covariances):
    d = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", d, np.linalg.inv(covariances), d)
    logs = np.log(weights) - 0.5 * (quad + np.linalg.slogdet(2 * np.pi * covariances)[1])
    p = np.exp(logs)
    total = p.sum(axis=1, keepdims=True)
    return np.where(total > 0, p / np.where(total > 0, total, 1), softmax(logs, axis=1))


@wrong("responsibilities")
def small_number_in_weights(X, weights, means, covariances):
    d = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", d, np.linalg.inv(covariances), d)
    logs = np.log(weights + 1e-12) - 0.5 * (quad + np.linalg.slogdet(covariances)[1])
    return softmax(logs, axis=1)


@wrong("gmm_log_prob", named="floor-under-the-density")
def at_least_something(X, weights, means, covariances):
    p = np.zeros(len(X))
    for w, m, S in zip(weights, means, covariances):
        d = X - m
        q = (d @ np.linalg.inv(S) * d).sum(1)
        p += w * np.exp(-0.5 * (q + np.linalg.slogdet(2 * np.pi * S)[1]))
    return np.log(np.clip(p, 1e-12, None))
