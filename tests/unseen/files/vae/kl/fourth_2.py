# kl_divergence: reads log_var as the logarithm of the standard deviation, so the variance is squared once too often
"""Closed-form divergence from N(0, 1)."""

import torch
from torch import Tensor


def _kl_to_standard_normal(mean: Tensor, std: Tensor) -> Tensor:
    return 0.5 * (mean.square() + std.square() - 1.0) - torch.log(std)


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    sigma = log_var.exp()
    return _kl_to_standard_normal(mu, sigma).sum()
