# the log-determinants are the log of the product of the ratios of the Cholesky diagonals in float64, which over- or underflows where 64 ratios are all extreme (cov_p ~ 1e-8, cov_q ~ 1e8); violates 'diagonal entries from 1e-8 to 1e8', 'no explicit determinant survives that'
import torch
from torch import Tensor


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    factor_p, factor_q = torch.linalg.cholesky(cov_p), torch.linalg.cholesky(cov_q)
    shape = torch.linalg.solve_triangular(factor_q, factor_p, upper=False)
    shift = torch.linalg.solve_triangular(factor_q, (mu_q - mu_p).unsqueeze(1), upper=False)
    ratios = factor_q.diagonal().double() / factor_p.diagonal().double()
    log_widths = ratios.prod().log().to(mu_p.dtype)
    return 0.5 * ((shape**2).sum() + (shift**2).sum() - mu_p.shape[0]) + log_widths
