# gaussian_prior_variance: returns the prior's standard deviation, sqrt(1/(2*lambda)), instead of its variance.
"""What an L2 penalty says about the weights."""

import math

import torch
from torch import Tensor, nn


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    """Penalty over all parameters."""
    flat = torch.cat([p.reshape(-1) for p in model.parameters()])
    return lambda_l2 * torch.dot(flat, flat)


def gaussian_prior_variance(lambda_l2: float) -> float:
    """w^2/(2*tau^2) = lambda*w^2, solved for tau."""
    return math.sqrt(1.0 / (2.0 * lambda_l2))


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    """w/tau^2 = wd*w."""
    return 1.0 / weight_decay


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """Plain SGD."""
    decayed_grad = grad + weight_decay * w
    return w - lr * decayed_grad
