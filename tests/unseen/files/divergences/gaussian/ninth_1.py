# kl_gaussians: adds 1e-9 to both diagonals for stability; wrong at variances of 1e-8 in cov_q
import torch
from torch import Tensor


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    jitter = 1e-9 * torch.eye(mu_p.shape[0], dtype=mu_p.dtype, device=mu_p.device)
    cov_p, cov_q = cov_p + jitter, cov_q + jitter
    factor_p, factor_q = torch.linalg.cholesky(cov_p), torch.linalg.cholesky(cov_q)
    shape = torch.linalg.solve_triangular(factor_q, factor_p, upper=False)
    shift = torch.linalg.solve_triangular(factor_q, (mu_q - mu_p).unsqueeze(1), upper=False)
    log_widths = torch.log(torch.diagonal(factor_q)).sum() - torch.log(torch.diagonal(factor_p)).sum()
    return log_widths + 0.5 * ((shape**2).sum() + (shift**2).sum() - mu_p.shape[0])
