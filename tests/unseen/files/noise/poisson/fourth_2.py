# poisson_deviance: the logarithm of 0 is masked only after it was taken, so the gradient to rate is nan where y is 0
"""Poisson likelihood and deviance."""

import torch
from torch import Tensor


def poisson_nll(log_rate: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-probability of counts."""
    return torch.mean(torch.exp(log_rate) - y * log_rate + torch.lgamma(y + 1))


def poisson_deviance(rate: Tensor, y: Tensor) -> Tensor:
    """Mean Poisson deviance of counts, with 0*log(0) = 0."""
    log_ratio = torch.where(y > 0, y * torch.log(y / rate), torch.zeros_like(y))
    return torch.mean(2 * (log_ratio - y + rate))
