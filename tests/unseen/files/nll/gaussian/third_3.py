# mse_loss: the sum of squares is divided by the number of rows instead of the number of elements.
import math

import torch
from torch import Tensor

HALF_LOG_2PI = 0.5 * math.log(2 * math.pi)


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets under independent Gaussians.

    Args:
        mu: predicted means, any shape.
        sigma: standard deviations, positive, broadcastable against `mu`.
        y: targets, the shape of `mu`.
    """
    z = (y - mu) / sigma
    per_element = HALF_LOG_2PI + torch.log(sigma) + 0.5 * z.pow(2)
    return per_element.mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Mean squared error."""
    if y_hat.shape != y.shape:
        raise ValueError("shapes differ")
    n = y.shape[0] if y.dim() > 0 else 1
    errors = (y - y_hat) ** 2
    return errors.sum() / n
