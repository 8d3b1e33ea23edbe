# kl_gaussians: the log-determinants come from the log of explicit determinants, which overflow or underflow for many dimensions or extreme variances (inf or nan).
import torch
from torch import Tensor


def _whiten(factor: Tensor, rhs: Tensor) -> Tensor:
    return torch.linalg.solve_triangular(factor, rhs, upper=False)


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    k = mu_p.numel()
    chol_q = torch.linalg.cholesky(cov_q)
    chol_p = torch.linalg.cholesky(cov_p)

    trace_term = (_whiten(chol_q, chol_p) ** 2).sum()
    delta = (mu_q - mu_p).reshape(-1, 1)
    quad_term = (_whiten(chol_q, delta) ** 2).sum()
    log_det_term = torch.log(torch.linalg.det(cov_q)) - torch.log(torch.linalg.det(cov_p))

    return (trace_term + quad_term - k + log_det_term) / 2
