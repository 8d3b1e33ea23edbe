# l2_penalty: loops over model.modules() and takes the recursive parameters() of each, so a parameter is counted once for every module that contains it.
"""L2: a Gaussian prior, and weight decay."""

import torch
from torch import Tensor, nn


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    terms = []
    for module in model.modules():
        for p in module.parameters():
            terms.append(p.pow(2).sum())
    return lambda_l2 * torch.stack(terms).sum()


def gaussian_prior_variance(lambda_l2: float) -> float:
    return 1 / (2 * lambda_l2)


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    return 1 / weight_decay


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    return w - lr * (grad + weight_decay * w)
