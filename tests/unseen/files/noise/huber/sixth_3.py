# huber_log_normaliser: the integral is a trapezoid rule over [-200, 200], which cuts off the tails of small deltas
"""Huber's loss, its normalizer and its likelihood."""

import math

import torch
from torch import Tensor


def _elementwise(r: Tensor, delta: float) -> Tensor:
    inner = r.clamp(-delta, delta)
    return inner * r - inner * inner / 2


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """Mean Huber loss."""
    return _elementwise(y - y_hat, delta).mean()


def huber_log_normaliser(delta: float) -> float:
    """Logarithm of what normalizes the density whose negative logarithm is Huber's loss."""
    grid = torch.linspace(-200.0, 200.0, 400_001, dtype=torch.float64)
    return math.log(torch.trapezoid(torch.exp(-_elementwise(grid, delta)), grid).item())


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """Mean negative log-density of observations under Huber's distribution."""
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    tails = 2 / delta * math.exp(-(delta**2) / 2)
    z = (y - mu) / sigma
    return (_elementwise(z, delta) + sigma.log() + math.log(center + tails)).mean()
