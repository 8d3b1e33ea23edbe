# kl_gaussians: the factors are upper (cov = U^T U), but the whitening solves with U instead of U^T.
"""KL of two Gaussians."""

import torch
from torch import Tensor


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """Expectation under p of log p - log q."""
    d = mu_p.shape[0]
    U_p = torch.linalg.cholesky(cov_p, upper=True)
    U_q = torch.linalg.cholesky(cov_q, upper=True)
    both = torch.cat([U_p.T, (mu_p - mu_q)[:, None]], dim=1)
    whitened = torch.linalg.solve_triangular(U_q, both, upper=True)
    log_widths = (U_q.diagonal().log() - U_p.diagonal().log()).sum()
    return 0.5 * (whitened.square().sum() - d) + log_widths
