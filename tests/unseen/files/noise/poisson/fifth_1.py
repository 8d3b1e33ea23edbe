# poisson_nll: log(y!) is Stirling's approximation (and 0 for y <= 1) instead of lgamma(y+1).
"""Poisson likelihood and deviance."""

import math

import torch
from torch import Tensor


def poisson_nll(log_rate: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-probability of counts."""
    expected = log_rate.exp()
    safe = y.clamp(min=1)
    stirling = safe * safe.log() - safe + 0.5 * torch.log(2 * math.pi * safe)
    log_factorial = torch.where(y > 1, stirling, torch.zeros_like(y))
    nll = expected - y * log_rate + log_factorial
    return nll.mean()


def poisson_deviance(rate: Tensor, y: Tensor) -> Tensor:
    """Mean Poisson deviance of counts."""
    safe = torch.where(y > 0, y, torch.ones_like(y))
    log_ratio = y * torch.log(safe / rate)
    each = 2 * (log_ratio - (y - rate))
    return each.mean()
