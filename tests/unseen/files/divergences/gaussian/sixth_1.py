# kl_gaussians: the trace term sums only the squared diagonal of the whitened factor, so off-diagonal covariance is dropped
"""KL between two multivariate Gaussians, by Cholesky factors."""

import torch
from torch import Tensor


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """Kullback-Leibler divergence, the expectation under `p` of `log p - log q`."""
    d = mu_p.shape[0]
    L_p = torch.linalg.cholesky(cov_p)
    L_q = torch.linalg.cholesky(cov_q)
    M = torch.linalg.solve_triangular(L_q, L_p, upper=False)
    z = torch.linalg.solve_triangular(L_q, (mu_q - mu_p).unsqueeze(1), upper=False)
    trace = M.diagonal().square().sum()
    log_widths = L_q.diagonal().log().sum() - L_p.diagonal().log().sum()
    return 0.5 * (trace + z.square().sum() - d) + log_widths
