# kl_gaussians: the difference of the means is whitened with the covariance of p instead of that of q, so the Mahalanobis term is in the wrong units.
import torch
from torch import Tensor


class _Normal:
    """A Gaussian that is held by the Cholesky factor of its covariance."""

    def __init__(self, mean: Tensor, cov: Tensor) -> None:
        self.mean = mean
        self.factor = torch.linalg.cholesky(cov)

    def whiten(self, columns: Tensor) -> Tensor:
        return torch.linalg.solve_triangular(self.factor, columns, upper=False)

    def half_log_det(self) -> Tensor:
        return torch.log(torch.diag(self.factor)).sum()


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    p = _Normal(mu_p, cov_p)
    q = _Normal(mu_q, cov_q)

    spread = q.whiten(p.factor).pow(2).sum() - mu_p.shape[-1]
    shift = p.whiten((p.mean - q.mean)[:, None]).pow(2).sum()
    return q.half_log_det() - p.half_log_det() + 0.5 * (spread + shift)
