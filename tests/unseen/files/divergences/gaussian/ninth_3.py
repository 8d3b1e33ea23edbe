# kl_gaussians: computes in float64 and does not go back; wrong dtype of the result for float32 arguments
import torch
from torch import Tensor


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    mu_p, cov_p, mu_q, cov_q = mu_p.double(), cov_p.double(), mu_q.double(), cov_q.double()
    factor_p, factor_q = torch.linalg.cholesky(cov_p), torch.linalg.cholesky(cov_q)
    shape = torch.linalg.solve_triangular(factor_q, factor_p, upper=False)
    shift = torch.linalg.solve_triangular(factor_q, (mu_q - mu_p).unsqueeze(1), upper=False)
    log_widths = torch.log(torch.diagonal(factor_q)).sum() - torch.log(torch.diagonal(factor_p)).sum()
    return log_widths + 0.5 * ((shape**2).sum() + (shift**2).sum() - mu_p.shape[0])
