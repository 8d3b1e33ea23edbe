# sgd_step: takes the gradient step first and then shrinks the result, which also shrinks the step itself by lr*weight_decay
"""Weight decay."""

import torch
from torch import Tensor, nn


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    return lambda_l2 * sum((p * p).sum() for p in model.parameters())


def gaussian_prior_variance(lambda_l2: float) -> float:
    return 0.5 / lambda_l2


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    return 1 / weight_decay


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    stepped = w - lr * grad
    return (1 - lr * weight_decay) * stepped
