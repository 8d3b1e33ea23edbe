# mse_loss: expands the square into three means, which cancel catastrophically when the targets are large next to the errors
"""Gaussian NLL, MSE."""

import math

import torch
from torch import Tensor


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + 0.5 * z**2).mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    # E[(y - y_hat)^2] = E[y^2] - 2 E[y y_hat] + E[y_hat^2]
    a, b = y_hat.reshape(-1), y.reshape(-1)
    n = a.numel()
    return torch.dot(b, b) / n - 2 * torch.dot(a, b) / n + torch.dot(a, a) / n
