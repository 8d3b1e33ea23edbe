# huber_log_normaliser: the integral is a trapezoid sum over [-50, 50], which cuts the tails of a small delta off.
"""Huber's loss as a likelihood."""

import math

import torch
from torch import Tensor


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """Mean Huber loss."""
    r = (y - y_hat).abs()
    inner = r.clamp(max=delta)
    return (inner * (r - 0.5 * inner)).mean()


def huber_log_normaliser(delta: float) -> float:
    """Log of the integral of exp(-huber)."""
    grid = torch.linspace(-50.0, 50.0, 400_001, dtype=torch.float64)
    size = grid.abs()
    cost = torch.where(size <= delta, 0.5 * size**2, delta * (size - 0.5 * delta))
    return torch.trapezoid(torch.exp(-cost), grid).log().item()


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """Mean negative log-density."""
    z = ((y - mu) / sigma).abs()
    inner = z.clamp(max=delta)
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    tails = 2 / delta * math.exp(-(delta**2) / 2)
    nll = inner * (z - 0.5 * inner) + sigma.log() + math.log(center + tails)
    return nll.mean()
