# means that required no gradient require one afterwards; violates 'Inputs stay as they are: values, shape, `requires_grad`, `.grad`'
import torch
from torch import Tensor


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    mu_p, mu_q = mu_p.requires_grad_(), mu_q.requires_grad_()
    factor_p, factor_q = torch.linalg.cholesky(cov_p), torch.linalg.cholesky(cov_q)
    shape = torch.linalg.solve_triangular(factor_q, factor_p, upper=False)
    shift = torch.linalg.solve_triangular(factor_q, (mu_q - mu_p).unsqueeze(1), upper=False)
    log_widths = (factor_q.diagonal().log() - factor_p.diagonal().log()).sum()
    return 0.5 * ((shape**2).sum() + (shift**2).sum() - mu_p.shape[0]) + log_widths
