# l2_penalty: walks the modules and each one's own parameters, so a parameter that two modules share is counted twice
"""L2 penalties as Gaussian priors."""

import torch
from torch import Tensor, nn


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    squares = []
    for module in model.modules():
        for parameter in module.parameters(recurse=False):
            squares.append(parameter.square().sum())
    return lambda_l2 * torch.stack(squares).sum()


def gaussian_prior_variance(lambda_l2: float) -> float:
    return 1.0 / (2.0 * lambda_l2)


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    return 1.0 / weight_decay


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    return w - lr * (grad + weight_decay * w)
