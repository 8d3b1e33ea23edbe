# huber_loss: the branch is chosen by r <= delta without the absolute value, so large negative residuals stay quadratic
"""Huber's loss, its normalizer and its likelihood."""

import math

import torch
from torch import Tensor


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """Mean Huber loss."""
    r = y - y_hat
    quadratic = 0.5 * r**2
    linear = delta * (torch.abs(r) - 0.5 * delta)
    return torch.where(r <= delta, quadratic, linear).mean()


def huber_log_normaliser(delta: float) -> float:
    """Logarithm of what normalizes the density whose negative logarithm is Huber's loss."""
    return math.log(
        math.sqrt(2.0 * math.pi) * math.erf(delta / math.sqrt(2.0))
        + 2.0 * math.exp(-delta * delta / 2.0) / delta
    )


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """Mean negative log-density of observations under Huber's distribution."""
    z = (y - mu) / sigma
    size = z.abs()
    cost = torch.where(size <= delta, 0.5 * z * z, delta * (size - delta / 2))
    nll = cost + torch.log(sigma) + huber_log_normaliser(delta)
    return nll.mean()
