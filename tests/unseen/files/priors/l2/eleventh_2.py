# frozen parameters are skipped. Clause: "All parameters is `model.parameters()`: frozen ones too". Shown by Linear(1,1) with weight=2 (requires_grad False), bias=1, lambda=1: 1 instead of 5
import torch
from torch import Tensor, nn


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    per_parameter = [(p**2).sum() for p in model.parameters() if p.requires_grad]
    return lambda_l2 * torch.stack(per_parameter).sum()


def gaussian_prior_variance(lambda_l2: float) -> float:
    return 1 / (2 * lambda_l2)


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    return 1 / weight_decay


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    decayed_grad = grad + weight_decay * w
    return w - lr * decayed_grad
