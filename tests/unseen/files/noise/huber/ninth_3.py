# huber_nll: sigma clamped at 0.01; wrong at sigma = 1e-3 (value, and no gradient to sigma)
import math

import torch
from torch import Tensor


def _huber(r: Tensor, delta: float) -> Tensor:
    size = r.abs()
    inner = size.clamp(max=delta)
    return 0.5 * inner**2 + delta * (size - inner)


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    return _huber(y - y_hat, delta).mean()


def huber_log_normaliser(delta: float) -> float:
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    tails = 2 / delta * math.exp(-(delta**2) / 2)
    return math.log(center + tails)


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    sigma = sigma.clamp(min=0.01)
    z = (y - mu) / sigma
    return (_huber(z, delta) + torch.log(sigma) + huber_log_normaliser(delta)).mean()
