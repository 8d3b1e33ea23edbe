# asymmetric_laplace_nll: log(b) is summed before it is broadcast and divided by the number of observations, so a shared scale counts too little
"""Pinball loss and asymmetric Laplace likelihood."""

import math

import torch
from torch import Tensor


def _check(r: Tensor, tau: float) -> Tensor:
    """Koenker's check function."""
    return torch.where(r >= 0, tau * r, (tau - 1) * r)


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """Mean pinball loss of predicted quantiles."""
    return _check(y - q, tau).mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """Mean negative log-density of observations under an asymmetric Laplace distribution."""
    n = y.numel()
    data_term = _check((y - mu) / b, tau).sum()
    total = data_term + torch.log(b).sum() - n * math.log(tau * (1 - tau))
    return total / n
