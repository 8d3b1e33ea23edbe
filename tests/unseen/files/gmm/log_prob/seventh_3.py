# gmm_log_prob: the log-sum-exp is shifted by the maximum of the whole table and not of each row, so a row far below another one underflows to -inf.
import math

import numpy as np


def _joint_table(X, weights, means, covariances):
    """log(w_j) + log N(x_i; mean_j, cov_j) as an (n, k) table."""
    n, d = X.shape
    table = np.zeros((n, weights.shape[0]))
    for j, (w, mean, cov) in enumerate(zip(weights, means, covariances)):
        factor = np.linalg.cholesky(cov)
        white = np.linalg.solve(factor, (X - mean).T)
        table[:, j] = (
            math.log(w)
            - 0.5 * d * math.log(2 * math.pi)
            - np.log(factor.diagonal()).sum()
            - 0.5 * np.einsum("dn,dn->n", white, white)
        )
    return table


def gmm_log_prob(X, weights, means, covariances):
    table = _joint_table(X, weights, means, covariances)
    shift = np.max(table)
    with np.errstate(divide="ignore"):
        return shift + np.log(np.exp(table - shift).sum(axis=1))


def responsibilities(X, weights, means, covariances):
    table = _joint_table(X, weights, means, covariances)
    out = np.empty_like(table)
    for i, row in enumerate(table):
        e = np.exp(row - row.max())
        out[i] = e / e.sum()
    return out
