# laplace_prior_scale: returns the standard deviation sqrt(2)/lambda of the prior instead of its scale 1/lambda
"""The L1 penalty, its prior and its proximal step."""

import math

import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    flat = torch.cat([p.reshape(-1) for p in model.parameters()])
    return lambda_l1 * flat.abs().sum()


def laplace_prior_scale(lambda_l1: float) -> float:
    """How far a typical weight is from 0 under the prior."""
    b = 1.0 / lambda_l1
    return math.sqrt(2.0 * b * b)


def soft_threshold(w: Tensor, t: float) -> Tensor:
    return w - w.clamp(min=-t, max=t)
