# sgd_step: the decay is added to grad with add_, so the caller's gradient tensor is modified in place.
import torch
from torch import Tensor, nn


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    total = 0.0
    for p in model.parameters():
        total = total + (p * p).sum()
    return lambda_l2 * total


def gaussian_prior_variance(lambda_l2: float) -> float:
    precision = 2 * lambda_l2
    return 1 / precision


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    precision = weight_decay
    return 1 / precision


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    # as torch.optim.SGD: first the decay, then the update
    direction = grad.add_(w, alpha=weight_decay)
    return w - lr * direction
