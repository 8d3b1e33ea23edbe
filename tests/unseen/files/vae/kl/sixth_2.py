# kl_divergence: computes the other direction, the KL of the prior N(0, 1) from N(mu, sigma^2).
"""KL between two Gaussians, specialised to the prior."""

import torch
from torch import Tensor


def _kl(m0: Tensor, v0: Tensor, m1: Tensor, v1: Tensor) -> Tensor:
    """KL(N(m0, v0) || N(m1, v1)), per element."""
    return 0.5 * (torch.log(v1) - torch.log(v0) + (v0 + (m0 - m1) ** 2) / v1 - 1)


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    zero, one = torch.zeros_like(mu), torch.ones_like(mu)
    return _kl(zero, one, mu, log_var.exp()).sum()
