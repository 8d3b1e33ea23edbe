# gaussian_nll: a 1-d sigma is always read as one scale per row (unsqueezed to a column), so a per-feature sigma of shape (d,) is applied along the wrong axis or fails.
"""Gaussian NLL and squared error."""

import math

import torch
from torch import Tensor

HALF_LOG_TWO_PI = 0.5 * math.log(2.0 * math.pi)


def _align(scale: Tensor, like: Tensor) -> Tensor:
    """Make the scale broadcast against a batch of vectors."""
    if scale.ndim == 1 and like.ndim > 1 and scale.numel() > 1:
        return scale.unsqueeze(-1)
    return scale


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets under independent Gaussians."""
    sigma = _align(sigma, mu)
    z = (y - mu) / sigma
    per_element = HALF_LOG_TWO_PI + torch.log(sigma) + 0.5 * z**2
    return per_element.mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Mean squared error."""
    per_element = (y - y_hat) ** 2
    return per_element.mean()
