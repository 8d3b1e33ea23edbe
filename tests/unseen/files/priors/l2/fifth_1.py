# l2_penalty: collects the parameters module by module, so a parameter that is tied between two modules is counted twice.
"""L2 penalty as a Gaussian prior."""

from collections.abc import Iterator

import torch
from torch import Tensor, nn


def _walk(model: nn.Module) -> Iterator[Tensor]:
    for module in model.modules():
        yield from module.parameters(recurse=False)


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    """L2 penalty over all parameters of a model."""
    squares = [p.pow(2).sum() for p in _walk(model)]
    return lambda_l2 * torch.stack(squares).sum()


def gaussian_prior_variance(lambda_l2: float) -> float:
    """Variance of the Gaussian prior that corresponds to an L2 penalty added to an NLL."""
    return 1.0 / (2.0 * lambda_l2)


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    """Variance of the Gaussian prior that corresponds to `weight_decay` in SGD."""
    return 1.0 / weight_decay


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """One step of gradient descent with weight decay."""
    decayed_grad = grad + weight_decay * w
    return w - lr * decayed_grad
