# pinball_loss: the absolute value is written as the root of the square, whose gradient is nan where a prediction is exactly right
"""Quantile regression."""

import math

import torch
from torch import Tensor


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """Half the size of the error, tilted by tau - 1/2."""
    r = y - q
    size = torch.sqrt(r**2)
    return torch.mean(0.5 * size + (tau - 0.5) * r)


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """Mean negative log-density of observations."""
    z = (y - mu) / b
    cost = torch.where(z >= 0, tau * z, (tau - 1) * z)
    return torch.mean(cost + torch.log(b) - math.log(tau) - math.log(1 - tau))
