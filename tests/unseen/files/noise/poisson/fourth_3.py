# poisson_nll: y*log(rate + 1e-8) is used instead of y*log_rate, which is wrong for log_rate below about -10
"""Poisson: the count and its rate."""

import torch
from torch import Tensor

EPS = 1e-8


def _log_factorial(y: Tensor) -> Tensor:
    return torch.lgamma(y + 1.0)


def poisson_nll(log_rate: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-probability of counts."""
    rate = log_rate.exp()
    log_prob = y * torch.log(rate + EPS) - rate - _log_factorial(y)
    return -log_prob.mean()


def poisson_deviance(rate: Tensor, y: Tensor) -> Tensor:
    """Twice what the log-probability falls short of the largest one, on average."""
    empty = y == 0
    seen = y.masked_fill(empty, 1.0)
    cost = y * (seen / rate).log() - (y - rate)
    return 2.0 * cost.mean()
