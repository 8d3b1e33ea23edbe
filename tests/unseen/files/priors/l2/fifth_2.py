# sgd_step: shrinks the weights after the gradient step, so the step itself is decayed as well (an extra lr^2*weight_decay*grad).
"""Weight decay."""

import torch
from torch import Tensor, nn


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    flat = torch.cat([p.reshape(-1) for p in model.parameters()])
    return lambda_l2 * torch.dot(flat, flat)


def gaussian_prior_variance(lambda_l2: float) -> float:
    return 0.5 / lambda_l2


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    return gaussian_prior_variance(weight_decay / 2)


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    stepped = torch.sub(w, grad, alpha=lr)
    return stepped * (1 - lr * weight_decay)
