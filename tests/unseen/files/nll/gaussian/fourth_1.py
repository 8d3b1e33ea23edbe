# gaussian_nll: the log(sigma) term is summed over sigma's own elements and divided by the number of targets, so a broadcast sigma is counted too few times
"""Gaussian likelihood and squared error."""

import math

import torch
from torch import Tensor


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    if mu.shape != y.shape:
        raise ValueError("mu and y must have the same shape")
    n = y.numel()
    constant = 0.5 * math.log(2.0 * math.pi)
    log_scale = torch.log(sigma).sum() / n
    quadratic = ((y - mu) / sigma).square().sum() / (2 * n)
    return constant + log_scale + quadratic


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    if y_hat.shape != y.shape:
        raise ValueError("y_hat and y must have the same shape")
    return (y - y_hat).square().mean()
