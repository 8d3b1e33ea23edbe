# l2_penalty: parameters are collected module by module without removing duplicates, so a tied parameter is counted once for each module that holds it.
import torch
from torch import Tensor, nn


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    squares = []
    for module in model.modules():
        for p in module.parameters(recurse=False):
            squares.append(p.square().sum())
    return lambda_l2 * torch.stack(squares).sum()


def gaussian_prior_variance(lambda_l2: float) -> float:
    return 1.0 / (2.0 * lambda_l2)


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    return 1.0 / weight_decay


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    return w - lr * (grad + weight_decay * w)
