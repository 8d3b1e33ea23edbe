# mse_loss: expands the square into mean(y^2) - 2*mean(y*y_hat) + mean(y_hat^2), which cancels catastrophically when values are large against the residual (float32 is off by far more than rounding, even negative).
"""Gaussian NLL and MSE."""

import math

import torch
from torch import Tensor


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    return torch.mean(0.5 * math.log(2 * math.pi) + sigma.log() + (y - mu) ** 2 / (2 * sigma**2))


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    a, b = y_hat.reshape(-1), y.reshape(-1)
    n = a.numel()
    # ||a - b||^2 = <a, a> - 2 <a, b> + <b, b>
    return (torch.dot(a, a) - 2 * torch.dot(a, b) + torch.dot(b, b)) / n
