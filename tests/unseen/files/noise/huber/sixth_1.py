# huber_nll: Huber's loss in raw units with threshold delta*sigma is divided by sigma instead of sigma squared
"""Huber's loss, its normalizer and its likelihood."""

import math

import torch
from torch import Tensor


def _huber(r: Tensor, delta) -> Tensor:
    size = r.abs()
    inner = torch.minimum(size, torch.as_tensor(delta, dtype=r.dtype, device=r.device))
    return inner * (size - 0.5 * inner)


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """Mean Huber loss."""
    return _huber(y - y_hat, delta).mean()


def huber_log_normaliser(delta: float) -> float:
    """Logarithm of what normalizes the density whose negative logarithm is Huber's loss."""
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    tails = 2 / delta * math.exp(-0.5 * delta**2)
    return math.log(center + tails)


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """Mean negative log-density of observations under Huber's distribution."""
    cost = _huber(y - mu, delta * sigma) / sigma
    return (cost + torch.log(sigma) + huber_log_normaliser(delta)).mean()
