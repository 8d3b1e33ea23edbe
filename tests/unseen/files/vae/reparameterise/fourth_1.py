# reparameterise: the noise is uniform, scaled to mean 0 and variance 1, instead of standard normal
"""Sampling a code."""

import math

import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    std = torch.exp(0.5 * log_var)
    eps = (torch.rand_like(mu) - 0.5) * math.sqrt(12.0)
    return mu + std * eps
