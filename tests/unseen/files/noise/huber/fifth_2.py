# huber_nll: the loss is taken of the raw residual and divided by sigma squared, so delta counts units of y and not scales.
"""Huber."""

import math

import torch
from torch import Tensor


def _rho(r: Tensor, delta: float) -> Tensor:
    size = torch.abs(r)
    return torch.where(size <= delta, 0.5 * r * r, delta * (size - 0.5 * delta))


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    return _rho(y - y_hat, delta).mean()


def huber_log_normaliser(delta: float) -> float:
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    tails = 2 * math.exp(-0.5 * delta * delta) / delta
    return math.log(center + tails)


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    cost = _rho(y - mu, delta) / sigma**2
    nll = cost + torch.log(sigma) + huber_log_normaliser(delta)
    return nll.mean()
