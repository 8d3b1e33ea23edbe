# laplace_prior_scale: returns the standard deviation sqrt(2)/lambda instead of the scale.
import math

import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    return lambda_l1 * torch.stack([p.abs().sum() for p in model.parameters()]).sum()


def laplace_prior_scale(lambda_l1: float) -> float:
    return math.sqrt(2) / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    return torch.relu(w - t) - torch.relu(-w - t)
