# sgd_step: the decay is not multiplied by the learning rate.
import torch
from torch import Tensor, nn


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    return lambda_l2 * sum((p * p).sum() for p in model.parameters())


def gaussian_prior_variance(lambda_l2: float) -> float:
    return 0.5 / lambda_l2


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    return 1 / weight_decay


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    shrunk = (1 - weight_decay) * w
    return shrunk - lr * grad
