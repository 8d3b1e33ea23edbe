# l2_penalty: parameters are collected module by module, so tied ones are counted once for each module that has them.
import torch
from torch import Tensor, nn


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    """L2 penalty over all parameters of a model.

    Walks over the modules; `recurse=False` keeps children from being visited twice.
    """
    per_parameter = []
    for module in model.modules():
        for p in module.parameters(recurse=False):
            per_parameter.append(torch.sum(p**2))
    return lambda_l2 * torch.stack(per_parameter).sum()


def gaussian_prior_variance(lambda_l2: float) -> float:
    """Variance of the prior of an L2 penalty."""
    return 1 / (2 * lambda_l2)


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    """Variance of the prior of SGD's weight decay."""
    return 1 / weight_decay


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """One step of SGD."""
    decayed_grad = torch.add(grad, w, alpha=weight_decay)
    return torch.sub(w, decayed_grad, alpha=lr)
