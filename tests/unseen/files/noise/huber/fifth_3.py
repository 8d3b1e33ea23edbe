# huber_loss: the linear part is the difference of two large squares, r^2/2 - (|r|-delta)^2/2, which cancels in float32 for residuals far beyond delta.
"""Huber's loss, its normalizer, its likelihood."""

import math

import torch
from torch import Tensor


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """A parabola, minus a second one that starts at delta: no branches needed."""
    r = y - y_hat
    excess = torch.relu(r.abs() - delta)
    return (0.5 * (r**2 - excess**2)).mean()


def huber_log_normaliser(delta: float) -> float:
    """log(sqrt(2 pi) erf(delta / sqrt 2) + 2 / delta exp(-delta^2 / 2))."""
    return math.log(
        math.sqrt(2.0 * math.pi) * math.erf(delta / math.sqrt(2.0))
        + 2.0 / delta * math.exp(-(delta**2) / 2.0)
    )


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """Mean negative log-density of y."""
    size = torch.abs((y - mu) / sigma)
    square = 0.5 * size.clamp(max=delta) ** 2
    line = delta * torch.relu(size - delta)
    return (square + line + torch.log(sigma) + huber_log_normaliser(delta)).mean()
