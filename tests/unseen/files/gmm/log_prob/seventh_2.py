# gmm_log_prob: residual rows are multiplied by inv(L) and not by its transpose, so the Mahalanobis distance is wrong for any correlated covariance.
import numpy as np


def gmm_log_prob(X, weights, means, covariances):
    d = X.shape[1]
    L = np.linalg.cholesky(covariances)  # (k, d, d)
    L_inv = np.linalg.inv(L)
    diff = X[:, None, :] - means[None, :, :]  # (n, k, d)
    z = np.einsum("nki,kij->nkj", diff, L_inv)
    maha = np.sum(z**2, axis=-1)
    log_det = 2 * np.log(np.diagonal(L, axis1=1, axis2=2)).sum(-1)
    log_joint = np.log(weights) - 0.5 * (d * np.log(2 * np.pi) + log_det + maha)
    return np.logaddexp.reduce(log_joint, axis=1)


def responsibilities(X, weights, means, covariances):
    n, k = X.shape[0], len(weights)
    log_joint = np.empty((n, k))
    for j in range(k):
        L = np.linalg.cholesky(covariances[j])
        z = np.linalg.solve(L, (X - means[j]).T)
        log_joint[:, j] = np.log(weights[j]) - np.log(np.diag(L)).sum() - 0.5 * (z * z).sum(0)
    log_joint -= np.logaddexp.reduce(log_joint, axis=1)[:, None]
    resp = np.exp(log_joint)
    return resp / resp.sum(axis=1, keepdims=True)
