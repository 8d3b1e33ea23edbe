# poisson_nll: y*log_rate is computed as y*log(exp(log_rate) + 1e-8), which floors the log-rate at about -18.
"""Poisson losses for a network that predicts log-rates."""

import torch
from torch import Tensor

EPS = 1e-8


def poisson_nll(log_rate: Tensor, y: Tensor) -> Tensor:
    """Mean NLL with the constant included."""
    rate = torch.exp(log_rate)
    log_likelihood = y * torch.log(rate + EPS) - rate - torch.lgamma(y + 1.0)
    return -log_likelihood.mean()


def poisson_deviance(rate: Tensor, y: Tensor) -> Tensor:
    """Twice the distance to the saturated model, averaged."""
    is_zero = y == 0
    ratio = y.masked_fill(is_zero, 1.0) / rate
    unit = y * ratio.log() + rate - y
    return unit.mul(2).mean()
