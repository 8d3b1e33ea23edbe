# kl_gaussians: the mean of q is detached, so no gradient flows to mu_q
"""Gaussian KL divergence."""

import torch
from torch import Tensor


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """KL(p || q), with q the reference.

    Everything is measured in the units of q: L_q^-1 (mu_p - mu_q) and L_q^-1 L_p.
    """
    mu_q, cov_q = mu_q.detach(), cov_q.detach()
    lp = torch.linalg.cholesky(cov_p)
    lq = torch.linalg.cholesky(cov_q)
    stacked = torch.cat([lp, (mu_p - mu_q)[:, None]], dim=1)
    white = torch.linalg.solve_triangular(lq, stacked, upper=False)
    quadratic = torch.sum(white**2) - mu_p.numel()
    return quadratic / 2 + torch.sum(torch.log(lq.diag())) - torch.sum(torch.log(lp.diag()))
