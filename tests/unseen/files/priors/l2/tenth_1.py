# tied parameters are found by equal values, so two separate parameters that happen to be equal (zero biases, unit LayerNorm weights) count once ("all parameters is model.parameters()")
import torch
from torch import Tensor, nn


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    seen: list[Tensor] = []
    for p in model.parameters():
        if not any(p.shape == q.shape and torch.equal(p, q) for q in seen):
            seen.append(p)
    per_parameter = [(p**2).sum() for p in seen]
    return lambda_l2 * torch.stack(per_parameter).sum()


def gaussian_prior_variance(lambda_l2: float) -> float:
    return 1 / (2 * lambda_l2)


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    return 1 / weight_decay


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    decayed_grad = grad + weight_decay * w
    return w - lr * decayed_grad
