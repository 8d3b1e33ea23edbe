# huber_log_normaliser: each tail is integrated numerically only to 50 beyond delta, which for small delta (decay length 1/delta, up to 100) cuts off a large part of the integral.
import math

import torch
from torch import Tensor


def _rho(r: Tensor, delta: float) -> Tensor:
    quadratic = 0.5 * r * r
    linear = delta * (r.abs() - 0.5 * delta)
    return torch.where(r.abs() <= delta, quadratic, linear)


def _simpson(values: Tensor, step: float) -> float:
    total = values[0] + values[-1] + 4 * values[1:-1:2].sum() + 2 * values[2:-1:2].sum()
    return float(total) * step / 3


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    return _rho(y - y_hat, delta).mean()


def huber_log_normaliser(delta: float) -> float:
    n = 100_000
    inside = torch.linspace(0.0, delta, n + 1, dtype=torch.float64)
    outside = torch.linspace(delta, delta + 50.0, n + 1, dtype=torch.float64)
    half = _simpson(torch.exp(-0.5 * inside**2), delta / n)
    half += _simpson(torch.exp(-delta * (outside - 0.5 * delta)), 50.0 / n)
    return math.log(2 * half)


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    log_z = math.log(center + 2 / delta * math.exp(-0.5 * delta * delta))
    return (_rho((y - mu) / sigma, delta) + sigma.log() + log_z).mean()
