# poisson_nll: it goes through the rate and takes log(rate + 1e-8) again, so a positive count with log_rate below about -15 costs far too little, and its gradient vanishes.
"""Losses for counts."""

import torch
from torch import Tensor

EPS = 1e-8


def poisson_nll(log_rate: Tensor, y: Tensor) -> Tensor:
    if log_rate.shape != y.shape:
        raise ValueError("log_rate and y must have the same shape")
    lam = torch.exp(log_rate)
    log_prob = y * torch.log(lam + EPS) - lam - torch.lgamma(y + 1)
    return -log_prob.mean()


def poisson_deviance(rate: Tensor, y: Tensor) -> Tensor:
    if rate.shape != y.shape:
        raise ValueError("rate and y must have the same shape")
    seen = y > 0
    numerator = torch.where(seen, y, torch.ones_like(y))
    ratio = torch.log(numerator / rate)
    each = torch.where(seen, y * ratio - (y - rate), rate)
    return 2 * each.mean()
