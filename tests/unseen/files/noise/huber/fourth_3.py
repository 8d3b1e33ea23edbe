# huber_nll: the loss of the raw residual is divided by sigma^2, so delta counts units of y and not scales
"""Huber: robust regression as a likelihood."""

import math

import torch
from torch import Tensor


def _huber(r: Tensor, delta: float) -> Tensor:
    clipped = torch.clamp(r, -delta, delta)
    return clipped * (r - 0.5 * clipped)


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """Mean Huber loss."""
    assert y_hat.shape == y.shape
    return torch.mean(_huber(y - y_hat, delta))


def huber_log_normaliser(delta: float) -> float:
    """Logarithm of the normalizer."""
    return math.log(
        math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
        + 2 * math.exp(-(delta**2) / 2) / delta
    )


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """Mean negative log-density: loss over the squared scale, log-scale and normalizer."""
    loss = _huber(y - mu, delta) / sigma**2
    return torch.mean(loss + torch.log(sigma) + huber_log_normaliser(delta))
