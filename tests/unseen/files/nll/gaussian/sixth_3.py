# gaussian_nll: a 1-d sigma is turned into a column, so a per-feature sigma of shape (d,) is taken as one scale per row (an error, or silently wrong when n equals d).
"""Gaussian NLL."""

import math

import torch
from torch import Tensor


def _scale_like(scale: Tensor, ref: Tensor) -> Tensor:
    """Give the scale as many dimensions as the predictions have."""
    while 0 < scale.dim() < ref.dim():
        scale = scale.unsqueeze(-1)
    return scale


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    sigma = _scale_like(sigma, mu)
    log_density = -0.5 * math.log(2 * math.pi) - torch.log(sigma) - 0.5 * ((y - mu) / sigma) ** 2
    return -log_density.mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    residual = y - y_hat
    return (residual * residual).mean()
