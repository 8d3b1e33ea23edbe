# kl_gaussians: the difference of the sums of log diagonal entries of the Cholesky factors is halved as if it were already the log-determinants' difference, so the log-determinant term is half of what it must be.
import torch
from torch import Tensor


def _log_det(factor: Tensor) -> Tensor:
    return factor.diagonal().log().sum()


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    d = mu_p.numel()
    l_p = torch.linalg.cholesky(cov_p)
    l_q = torch.linalg.cholesky(cov_q)

    shape = torch.linalg.solve_triangular(l_q, l_p, upper=False)
    trace = shape.square().sum()

    gap = (mu_q - mu_p).unsqueeze(-1)
    mahalanobis = torch.linalg.solve_triangular(l_q, gap, upper=False).square().sum()

    return 0.5 * (trace + mahalanobis - d + _log_det(l_q) - _log_det(l_p))
