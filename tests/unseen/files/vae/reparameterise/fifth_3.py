# reparameterise: the noise is a standard normal truncated to [-2, 2], whose standard deviation is about 0.88.
"""Sampling a code from q(z|x)."""

import torch
from torch import Tensor, nn


def _noise_like(t: Tensor, bound: float = 2.0) -> Tensor:
    """Standard normal noise in the shape of `t`, without extreme draws."""
    noise = torch.empty(t.shape, dtype=t.dtype, device=t.device)
    return nn.init.trunc_normal_(noise, mean=0.0, std=1.0, a=-bound, b=bound)


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    """Draw one code from each Gaussian, differentiably in its parameters.

    Args:
        mu: means, any shape.
        log_var: logarithms of the variances, the shape of `mu`.

    Returns:
        A fresh sample, the shape of `mu`.
    """
    std = torch.exp(log_var / 2)
    eps = _noise_like(mu)
    return torch.addcmul(mu, std, eps)
