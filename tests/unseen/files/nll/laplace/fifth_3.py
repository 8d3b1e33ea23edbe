# laplace_nll: evaluates the density and then takes its logarithm, which underflows for residuals of many scales (the loss saturates and its gradient vanishes).
"""From the Laplace density to the absolute error."""

import torch
from torch import Tensor


def _laplace_density(value: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    return torch.exp(-torch.abs(value - loc) / scale) / (2.0 * scale)


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets under independent Laplace distributions.

    Args:
        mu: predicted locations, any shape.
        b: scales, positive, broadcastable against `mu`.
        y: targets, the shape of `mu`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    likelihood = _laplace_density(y, mu, b)
    tiny = torch.finfo(likelihood.dtype).tiny
    return -torch.log(likelihood + tiny).mean()


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Mean absolute error."""
    residual = y - y_hat
    return torch.maximum(residual, -residual).mean()
