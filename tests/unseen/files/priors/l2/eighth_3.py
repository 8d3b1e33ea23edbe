# sgd_step: the weights shrink by the factor 1 - wd instead of 1 - lr*wd: the decay is not multiplied by the learning rate.
"""Weight decay and the prior behind it."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn.utils import parameters_to_vector


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    w = parameters_to_vector(model.parameters())
    return lambda_l2 * torch.dot(w, w)


def gaussian_prior_variance(lambda_l2: float) -> float:
    precision = 2 * lambda_l2
    return 1 / precision


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    precision = weight_decay
    return 1 / precision


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    shrunk = w * (1 - weight_decay)
    return shrunk - lr * grad
