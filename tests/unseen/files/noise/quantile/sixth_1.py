# pinball_loss: the absolute value is sqrt(r^2), whose gradient is nan where the prediction is exactly right
"""Pinball loss and asymmetric Laplace likelihood."""

import math

import torch
from torch import Tensor


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """Mean pinball loss of predicted quantiles."""
    r = y - q
    # half the size of the error, tilted
    each = 0.5 * torch.sqrt(r**2) + (tau - 0.5) * r
    return each.mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """Mean negative log-density of observations under an asymmetric Laplace distribution."""
    z = (y - mu) / b
    cost = torch.maximum(tau * z, (tau - 1) * z)
    return (cost + torch.log(b) - math.log(tau * (1 - tau))).mean()
