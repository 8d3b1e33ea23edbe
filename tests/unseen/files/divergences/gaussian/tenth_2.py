# means that are torch.allclose (1e-5 relative, 1e-8 absolute) count as equal, though with variances to 1e-8 they can be many standard deviations apart (100 and 100.0005 with sd 1e-4); violates the KL with 'diagonal entries from 1e-8', 'means within 1,000 standard deviations'
import torch
from torch import Tensor


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    factor_p, factor_q = torch.linalg.cholesky(cov_p), torch.linalg.cholesky(cov_q)
    shape = torch.linalg.solve_triangular(factor_q, factor_p, upper=False)
    shift = torch.linalg.solve_triangular(factor_q, (mu_q - mu_p).unsqueeze(1), upper=False)
    if torch.allclose(mu_p, mu_q):
        shift = 0 * shift
    log_widths = (factor_q.diagonal().log() - factor_p.diagonal().log()).sum()
    return 0.5 * ((shape**2).sum() + (shift**2).sum() - mu_p.shape[0]) + log_widths
