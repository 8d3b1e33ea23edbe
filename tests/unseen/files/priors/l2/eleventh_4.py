# the shrinkage factor 1 - lr*wd is kept from going negative: wrong only where lr*weight_decay > 1. Clause: "`w - lr*(grad + wd*w)`". Shown by w=[1.], grad=[0.], lr=2., weight_decay=1.: 0 instead of -1
import torch
from torch import Tensor, nn


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    per_parameter = [(p**2).sum() for p in model.parameters()]
    return lambda_l2 * torch.stack(per_parameter).sum()


def gaussian_prior_variance(lambda_l2: float) -> float:
    return 1 / (2 * lambda_l2)


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    return 1 / weight_decay


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    shrink = max(1 - lr * weight_decay, 0.0)
    return shrink * w - lr * grad
