# gaussian_nll: each element is weighted by the detached sigma (the beta-NLL with beta = 0.5), so neither value nor gradient is the plain mean NLL.
"""Gaussian negative log-likelihood and squared error."""

import math

import torch
from torch import Tensor

BETA = 0.5


def _check(a: Tensor, b: Tensor) -> None:
    if a.shape != b.shape:
        raise ValueError(f"shapes differ: {tuple(a.shape)} and {tuple(b.shape)}")


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets under independent Gaussians."""
    _check(mu, y)
    z = (y - mu) / sigma
    per_element = 0.5 * math.log(2 * math.pi) + torch.log(sigma) + 0.5 * z.square()
    # keeps badly fitted points from being ignored while sigma is learned
    per_element = per_element * sigma.detach().pow(2 * BETA)
    return per_element.mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Mean squared error."""
    _check(y_hat, y)
    return (y - y_hat).square().mean()
