# huber_log_normaliser: the integral is taken numerically from -100 to 100, which cuts off the tails for a small delta and is not right to 1e-9
"""Huber: a Gaussian center, Laplace tails."""

import math

import torch
from torch import Tensor


def _rho(r: Tensor, delta: float) -> Tensor:
    a = r.abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta))


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """Mean Huber loss."""
    return _rho(y - y_hat, delta).mean()


def huber_log_normaliser(delta: float) -> float:
    """Logarithm of the integral of exp(-huber(r)), by the trapezoidal rule on a fine grid."""
    r = torch.linspace(-100.0, 100.0, 200_001, dtype=torch.float64)
    return math.log(torch.trapezoid(torch.exp(-_rho(r, delta)), r).item())


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """Mean negative log-density of observations under Huber's distribution."""
    z = (y - mu) / sigma
    middle = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2.0))
    sides = 2.0 / delta * math.exp(-0.5 * delta * delta)
    return (_rho(z, delta) + sigma.log() + math.log(middle + sides)).mean()
