# the penalty squares a hand-made norm, so a parameter that is all zero (a fresh bias) gets a nan gradient ("its gradient reaches them"; a gradient is finite and right wherever the value is)
import torch
from torch import Tensor, nn


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    per_parameter = [(p**2).sum().sqrt() ** 2 for p in model.parameters()]
    return lambda_l2 * torch.stack(per_parameter).sum()


def gaussian_prior_variance(lambda_l2: float) -> float:
    return 1 / (2 * lambda_l2)


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    return 1 / weight_decay


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    decayed_grad = grad + weight_decay * w
    return w - lr * decayed_grad
