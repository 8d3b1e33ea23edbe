# pinball_loss: the kink is smoothed with a Huber loss of threshold 1, as in quantile reinforcement learning.
"""Quantile regression."""

import math

import torch
from torch import Tensor


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """Mean quantile loss."""
    u = y - q
    size = u.abs()
    cost = torch.where(size <= 1.0, 0.5 * u * u, size - 0.5)
    weight = torch.abs(tau - (u.detach() < 0).to(u.dtype))
    return (weight * cost).mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """Mean NLL, constants included."""
    z = (y - mu) / b
    cost = torch.maximum(tau * z, (tau - 1) * z)
    return (cost + torch.log(b) - math.log(tau * (1 - tau))).mean()
