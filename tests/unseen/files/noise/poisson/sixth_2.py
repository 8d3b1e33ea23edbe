# poisson_nll: the log-likelihood uses log(rate + 1e-8) of the exponentiated rate, which is wrong for log-rates below about -15
"""Poisson likelihood and deviance."""

import torch
from torch import Tensor


def poisson_nll(log_rate: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-probability of counts."""
    rate = log_rate.exp()
    log_likelihood = y * torch.log(rate + 1e-8) - rate - torch.lgamma(y + 1)
    return -log_likelihood.mean()


def poisson_deviance(rate: Tensor, y: Tensor) -> Tensor:
    """Mean Poisson deviance of counts."""
    seen = y > 0
    ratio = torch.where(seen, y, rate.detach()) / rate
    each = 2 * (y * ratio.log() - y + rate)
    return each.mean()
