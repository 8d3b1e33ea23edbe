# kl_gaussians: the trace of cov_q^-1 cov_p is taken as the sum of the products of the two diagonals.
"""Closed-form KL between multivariate normals."""

import torch
from torch import Tensor


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    L_p = torch.linalg.cholesky(cov_p)
    L_q = torch.linalg.cholesky(cov_q)

    def half_logdet(L):
        return torch.diagonal(L).log().sum()

    precision_q = torch.cholesky_inverse(L_q)
    # only the diagonal of the product is needed
    trace = torch.sum(torch.diagonal(precision_q) * torch.diagonal(cov_p))
    delta = torch.linalg.solve_triangular(L_q, (mu_q - mu_p).unsqueeze(-1), upper=False)
    mahalanobis = delta.pow(2).sum()
    k = mu_p.numel()
    return 0.5 * (trace + mahalanobis - k) + half_logdet(L_q) - half_logdet(L_p)
