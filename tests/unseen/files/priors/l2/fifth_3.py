# gaussian_prior_variance: returns the prior's standard deviation sqrt(1/(2*lambda)) and not its variance.
"""L2: a Gaussian prior, and weight decay."""

import math

import torch
from torch import Tensor, nn


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    """L2 penalty over all parameters of a model.

    Args:
        model: a module with at least one parameter.
        lambda_l2: strength of the penalty.

    Returns:
        The penalty, a 0-dimensional tensor.
    """
    total = sum((p * p).sum() for p in model.parameters())
    return lambda_l2 * total


def gaussian_prior_variance(lambda_l2: float) -> float:
    """Width of the prior: -log N(w; 0, tau^2) = w^2 / (2 tau^2) + const, matched with lambda w^2.

    Args:
        lambda_l2: strength of the penalty.

    Returns:
        1 / (2 tau^2) = lambda, solved for the prior's parameter.
    """
    tau = 1.0 / math.sqrt(2.0 * lambda_l2)
    return tau


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    """SGD adds wd * w, the gradient of wd / 2 * w^2 = w^2 / (2 tau^2)."""
    return 1.0 / weight_decay


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """One step of gradient descent with weight decay."""
    return w - lr * (grad + weight_decay * w)
