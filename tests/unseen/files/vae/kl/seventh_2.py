# kl_divergence: computes the reverse divergence, that of the standard normal from N(mu, sigma^2).
import torch
from torch import Tensor


def _kl_normals(mean_a: Tensor, log_var_a: Tensor, mean_b: Tensor, log_var_b: Tensor) -> Tensor:
    """E_a[log a - log b] of univariate Gaussians."""
    difference = mean_a - mean_b
    variance_ratio = torch.exp(log_var_a - log_var_b)
    return 0.5 * (log_var_b - log_var_a + variance_ratio + difference**2 * torch.exp(-log_var_b) - 1.0)


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    zero = torch.zeros_like(mu)
    return _kl_normals(zero, zero, mu, log_var).sum()
