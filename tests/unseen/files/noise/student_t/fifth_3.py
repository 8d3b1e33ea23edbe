# student_t_nll: the scale stands inside the square root as log(nu*pi*sigma)/2, so log(sigma) counts only half.
"""Robust noise."""

import math

import torch
from torch import Tensor


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """-log p(y), p(y) = G((nu+1)/2) / (G(nu/2) sqrt(..)) * (1 + z^2/nu)^(-(nu+1)/2)."""
    a = (nu + 1.0) / 2.0
    standardized = (y - mu) / sigma
    log_kernel = -a * torch.log1p(standardized**2 / nu)
    log_const = torch.lgamma(a) - torch.lgamma(nu / 2.0) - 0.5 * torch.log(nu * math.pi * sigma)
    log_density = log_const + log_kernel
    return -log_density.mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    """Derivative of (nu+1)/2 * log(1 + z^2/nu)."""
    numerator = z * (nu + 1.0)
    denominator = z**2 + nu
    return numerator / denominator
