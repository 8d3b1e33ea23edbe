# sgd_step: takes the gradient step first and then decays the already updated weights, which adds lr^2*weight_decay*grad.
"""Gaussian priors."""

import torch
from torch import Tensor, nn


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    return lambda_l2 * sum(torch.sum(p * p) for p in model.parameters())


def gaussian_prior_variance(lambda_l2: float) -> float:
    return 0.5 / lambda_l2


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    return 1.0 / weight_decay


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    new = torch.sub(w, grad, alpha=lr)
    new = new * (1 - lr * weight_decay)
    return new
