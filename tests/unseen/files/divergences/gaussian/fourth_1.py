# kl_gaussians: the pseudo-inverse of cov_q drops directions of small variance when another one is large
"""KL between two multivariate Gaussians."""

import torch
from torch import Tensor


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """KL of N(mu_p, cov_p) from N(mu_q, cov_q)."""
    d = mu_p.shape[0]
    precision = torch.linalg.pinv(cov_q, hermitian=True)
    diff = mu_q - mu_p
    trace = (precision * cov_p).sum()
    mahalanobis = diff @ precision @ diff
    half_log_det_p = torch.linalg.cholesky(cov_p).diagonal().log().sum()
    half_log_det_q = torch.linalg.cholesky(cov_q).diagonal().log().sum()
    return 0.5 * (trace + mahalanobis - d) + half_log_det_q - half_log_det_p
