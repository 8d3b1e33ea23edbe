# l2_penalty: parameters whose name ends in "bias" are left out.
import torch
from torch import Tensor, nn


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    first = next(model.parameters())
    total = torch.zeros((), dtype=first.dtype, device=first.device)
    for name, p in model.named_parameters():
        if name.endswith("bias"):
            continue
        total = total + (p * p).sum()
    return lambda_l2 * total


def gaussian_prior_variance(lambda_l2: float) -> float:
    return 1.0 / (2.0 * lambda_l2)


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    return 1.0 / weight_decay


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    return w - lr * (grad + weight_decay * w)
