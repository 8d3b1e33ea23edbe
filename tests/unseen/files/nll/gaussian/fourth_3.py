# gaussian_nll: takes the log of the density plus 1e-12, so residuals beyond about 7 sigma stop costing more and lose their gradient
"""Losses of a Gaussian model."""

import math

import torch
from torch import Tensor

SQRT_TWO_PI = math.sqrt(2 * math.pi)


def _normal_pdf(value: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    standardised = (value - loc) / scale
    return torch.exp(-0.5 * standardised * standardised) / (scale * SQRT_TWO_PI)


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    density = _normal_pdf(y, mu, sigma)
    log_likelihood = torch.log(density + 1e-12)
    return -log_likelihood.mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    error = y_hat - y
    return torch.mean(error * error)
