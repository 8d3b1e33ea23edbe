# reparameterise: clamps log_var to [-20, 2] before use, so larger variances are cut off and get no gradient
"""A differentiable draw from a Gaussian."""

import torch
from torch import Tensor

LOG_VAR_MIN, LOG_VAR_MAX = -20.0, 2.0


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    bounded = log_var.clamp(LOG_VAR_MIN, LOG_VAR_MAX)
    std = bounded.mul(0.5).exp()
    return mu + std * torch.randn_like(std)
