# kl_gaussians: the second Gaussian is treated as a fixed reference and detached, so no gradient reaches mu_q
"""KL between two multivariate Gaussians."""

import torch
from torch import Tensor


class _Reference:
    """A Gaussian that others are measured against."""

    def __init__(self, mean: Tensor, cov: Tensor) -> None:
        self.mean = mean.detach()
        self.factor = torch.linalg.cholesky(cov.detach())

    def whiten(self, columns: Tensor) -> Tensor:
        return torch.linalg.solve_triangular(self.factor, columns, upper=False)

    @property
    def half_log_det(self) -> Tensor:
        return torch.log(torch.diagonal(self.factor)).sum()


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """Kullback-Leibler divergence, the expectation under `p` of `log p - log q`."""
    q = _Reference(mu_q, cov_q)
    factor = torch.linalg.cholesky(cov_p)
    shape_term = q.whiten(factor).pow(2).sum()
    mean_term = q.whiten((mu_p - q.mean)[:, None]).pow(2).sum()
    half_log_det = torch.log(torch.diagonal(factor)).sum()
    return 0.5 * (shape_term + mean_term - len(mu_p)) + q.half_log_det - half_log_det
