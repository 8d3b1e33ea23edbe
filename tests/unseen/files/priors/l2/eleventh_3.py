# the sum of squares is the square of a norm taken by sqrt: value right, gradient nan for a parameter that is all zeros. Clause: "its gradient reaches them", `lambda * sum w^2` has gradient 0 at 0. Shown by Linear(2,1) with bias=0: bias gradient nan instead of 0
import torch
from torch import Tensor, nn


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    per_parameter = [torch.sqrt((p * p).sum()) ** 2 for p in model.parameters()]
    return lambda_l2 * torch.stack(per_parameter).sum()


def gaussian_prior_variance(lambda_l2: float) -> float:
    return 1 / (2 * lambda_l2)


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    return 1 / weight_decay


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    decayed_grad = grad + weight_decay * w
    return w - lr * decayed_grad
