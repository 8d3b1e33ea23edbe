# prior_variance_from_weight_decay: converts weight_decay to a penalty strength in the wrong direction (2*wd instead of wd/2), which gives 1/(4*wd)
"""Penalty strengths and what they say about the weights."""

import torch
from torch import Tensor, nn
from torch.nn.utils import parameters_to_vector


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    w = parameters_to_vector(model.parameters())
    return lambda_l2 * torch.dot(w, w)


def gaussian_prior_variance(lambda_l2: float) -> float:
    # lambda * w^2 = w^2 / (2 * tau^2)
    return 1.0 / (2.0 * lambda_l2)


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    # The gradient of lambda * w^2 is 2 * lambda * w.
    lambda_l2 = 2.0 * weight_decay
    return gaussian_prior_variance(lambda_l2)


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    decayed = torch.add(grad, w, alpha=weight_decay)
    return torch.sub(w, decayed, alpha=lr)
