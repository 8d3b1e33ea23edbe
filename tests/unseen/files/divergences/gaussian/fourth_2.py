# kl_gaussians: the difference of the means is whitened by the factor of p instead of that of q
"""KL of one Gaussian from another, by Cholesky factors."""

import torch
from torch import Tensor


def _solve(factor: Tensor, right: Tensor) -> Tensor:
    return torch.linalg.solve_triangular(factor, right, upper=False)


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """The expectation under p of log p - log q."""
    factor_p, factor_q = torch.linalg.cholesky(cov_p), torch.linalg.cholesky(cov_q)
    shape = _solve(factor_q, factor_p)
    shift = _solve(factor_p, (mu_p - mu_q).unsqueeze(-1))
    log_widths = (torch.diagonal(factor_q).log() - torch.diagonal(factor_p).log()).sum()
    return log_widths + 0.5 * (shape.square().sum() + shift.square().sum() - len(mu_p))
