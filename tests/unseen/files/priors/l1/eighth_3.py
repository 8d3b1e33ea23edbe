# laplace_prior_scale: it returns the standard deviation of the prior, sqrt(2)/lambda, instead of its scale b = 1/lambda.
"""L1 regularisation as a Laplace prior."""

import math

import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    flat = torch.cat([p.reshape(-1) for p in model.parameters()])
    return flat.abs().sum().mul(lambda_l1)


def laplace_prior_scale(lambda_l1: float) -> float:
    return math.sqrt(2.0) / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    shrunk_down = torch.relu(w - t)
    shrunk_up = torch.relu(-w - t)
    return shrunk_down - shrunk_up
