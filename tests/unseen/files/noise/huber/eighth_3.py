# huber_nll: the residual is compared with delta in its own unit and Huber's loss is then divided by sigma^2, so delta does not count scales and the loss is wrong for sigma other than 1.
"""Huber's loss and its density."""

from math import erf, exp, log, pi, sqrt

import torch
from torch import Tensor


def rho(r: Tensor, delta: float) -> Tensor:
    """Huber's function, for each element."""
    size = r.abs()
    return torch.where(size <= delta, r * r / 2, delta * (size - delta / 2))


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    assert y_hat.shape == y.shape
    return rho(y - y_hat, delta).mean()


def huber_log_normaliser(delta: float) -> float:
    inside = sqrt(2 * pi) * erf(delta / sqrt(2))
    outside = (2 / delta) * exp(-(delta**2) / 2)
    return log(inside + outside)


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    assert mu.shape == y.shape
    energy = rho(y - mu, delta) / sigma**2
    return (energy + sigma.log() + huber_log_normaliser(delta)).mean()
