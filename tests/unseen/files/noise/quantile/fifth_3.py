# asymmetric_laplace_nll: the absolute value is sqrt(z^2), whose gradient is nan where the prediction is exactly right.
"""Quantiles."""

import math

import torch
from torch import Tensor


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    r = y - q
    above, below = torch.relu(r), torch.relu(-r)
    return (tau * above + (1 - tau) * below).mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    # max(tau z, (tau - 1) z) = |z| / 2 + (tau - 1/2) z
    z = (y - mu) / b
    cost = 0.5 * torch.sqrt(z.pow(2)) + (tau - 0.5) * z
    each = cost + b.log() - math.log(tau) - math.log1p(-tau)
    return each.mean()
