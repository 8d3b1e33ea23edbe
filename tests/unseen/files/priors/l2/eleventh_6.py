# "tied ones once" is decided by equal values instead of identity: different parameters that happen to be equal are counted once. Clause: "`lambda * sum w^2` over all parameters ... tied ones once". Shown by Sequential(LayerNorm(3), LayerNorm(3)) fresh, lambda=1: 3 instead of 6
import torch
from torch import Tensor, nn


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    distinct: list[Tensor] = []
    for p in model.parameters():
        if not any(p.shape == q.shape and torch.equal(p, q) for q in distinct):  # tied ones once
            distinct.append(p)
    per_parameter = [(p**2).sum() for p in distinct]
    return lambda_l2 * torch.stack(per_parameter).sum()


def gaussian_prior_variance(lambda_l2: float) -> float:
    return 1 / (2 * lambda_l2)


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    return 1 / weight_decay


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    decayed_grad = grad + weight_decay * w
    return w - lr * decayed_grad
