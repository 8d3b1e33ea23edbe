# reparameterise: the half is outside the exponential, so the standard deviation is exp(log_var)/2 instead of exp(log_var/2).
"""Sampling as a differentiable function of the parameters."""

from __future__ import annotations

import torch
from torch import Tensor


def _standard_normal(like: Tensor) -> Tensor:
    return torch.empty_like(like).normal_(0.0, 1.0)


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    if mu.shape != log_var.shape:
        raise ValueError(f"{tuple(mu.shape)} != {tuple(log_var.shape)}")
    std = 0.5 * torch.exp(log_var)
    eps = _standard_normal(mu)
    return torch.addcmul(mu, std, eps)
