# laplace_prior_scale: returns the prior's standard deviation sqrt(2)/lambda instead of its scale 1/lambda.
import math

import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    return lambda_l1 * sum(p.abs().sum() for p in model.parameters())


def laplace_prior_scale(lambda_l1: float) -> float:
    spread = math.sqrt(2.0) / lambda_l1
    return spread


def soft_threshold(w: Tensor, t: float) -> Tensor:
    zero = torch.zeros_like(w)
    shrunk_down = torch.where(w > t, w - t, zero)
    shrunk_up = torch.where(w < -t, w + t, zero)
    return shrunk_down + shrunk_up
