# huber_loss: it is the smooth L1 loss, which is Huber's loss divided by delta
"""Huber's loss and its likelihood."""

import math

import torch
from torch import Tensor


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """Mean Huber loss."""
    r = (y - y_hat).abs()
    each = torch.where(r <= delta, 0.5 * r**2 / delta, r - 0.5 * delta)
    return each.mean()


def huber_log_normaliser(delta: float) -> float:
    """Logarithm of the integral of exp(-huber)."""
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    tails = 2 / delta * math.exp(-0.5 * delta**2)
    return math.log(center + tails)


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """Mean negative log-density under Huber's distribution."""
    z = ((y - mu) / sigma).abs()
    inner = z.clamp(max=delta)
    nll = inner * (z - 0.5 * inner) + torch.log(sigma) + huber_log_normaliser(delta)
    return nll.mean()
