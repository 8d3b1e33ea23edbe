# gaussian_nll: the squared residual is divided by a detached variance, so sigma gets the gradient of log(sigma) only.
"""Heteroscedastic regression losses."""

import math

import torch
from torch import Tensor


def _weighted_squares(residual: Tensor, variance: Tensor) -> Tensor:
    precision = variance.reciprocal()
    return 0.5 * precision * residual.pow(2)


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets under independent Gaussians.

    Args:
        mu: predicted means, any shape.
        sigma: standard deviations, positive, broadcastable against `mu`.
        y: targets, the shape of `mu`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    assert mu.shape == y.shape, (mu.shape, y.shape)
    variance = sigma.detach().square()
    fit_term = _weighted_squares(y - mu, variance)
    complexity_term = torch.log(sigma) + 0.5 * math.log(2.0 * math.pi)
    return torch.mean(fit_term + complexity_term)


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Mean squared error."""
    assert y_hat.shape == y.shape, (y_hat.shape, y.shape)
    return torch.mean(torch.square(y_hat - y))
