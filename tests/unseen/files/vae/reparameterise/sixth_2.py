# reparameterise: draws the noise already scaled, torch.normal(0, std), whose derivative by std is zero, so no gradient reaches log_var.
"""Sampling a code."""

import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    std = log_var.div(2).exp()
    noise = torch.normal(torch.zeros_like(std), std)
    return mu + noise
