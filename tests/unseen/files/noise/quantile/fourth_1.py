# asymmetric_laplace_nll: the cost of a residual that is already in scales is divided by b once more
"""Quantiles: the pinball loss and its likelihood."""

import math

import torch
from torch import Tensor


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """Mean pinball loss of predicted quantiles."""
    r = y - q
    return torch.maximum(tau * r, (tau - 1) * r).mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """Mean negative log-density under an asymmetric Laplace distribution."""
    z = (y - mu) / b
    cost = torch.maximum(tau * z, (tau - 1) * z)
    normalizer = torch.log(b) - math.log(tau * (1 - tau))
    return (normalizer + cost / b).mean()
