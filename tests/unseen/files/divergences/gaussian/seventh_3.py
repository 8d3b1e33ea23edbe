# kl_gaussians: the trace of inv(cov_q) cov_p is taken from the squared diagonal of the whitened factor alone, so the correlations' off-diagonal squares are lost.
import torch
from torch import Tensor
from torch.linalg import cholesky, solve_triangular


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """KL(N(mu_p, cov_p) || N(mu_q, cov_q))."""
    chol_p, chol_q = cholesky(cov_p), cholesky(cov_q)

    z = solve_triangular(chol_q, (mu_p - mu_q).reshape(-1, 1), upper=False)
    m = solve_triangular(chol_q, chol_p, upper=False)
    stretch = torch.diagonal(m)

    # each axis: (s^2 - 1)/2 - log s, with s the ratio of the widths
    per_axis = 0.5 * (stretch**2 - 1.0) - (chol_p.diagonal().log() - chol_q.diagonal().log())
    return per_axis.sum() + 0.5 * (z * z).sum()
