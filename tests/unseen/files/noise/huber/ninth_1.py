# huber_loss: half the square minus half the excess squared, which cancels; wrong in float32 at a residual of 1e5 with delta = 1
import math

import torch
from torch import Tensor


def _huber(r: Tensor, delta: float) -> Tensor:
    size = r.abs()
    inner = size.clamp(max=delta)
    return 0.5 * inner**2 + delta * (size - inner)


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    r = y - y_hat
    return 0.5 * (r**2 - torch.relu(r.abs() - delta) ** 2).mean()


def huber_log_normaliser(delta: float) -> float:
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    tails = 2 / delta * math.exp(-(delta**2) / 2)
    return math.log(center + tails)


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    return (_huber(z, delta) + torch.log(sigma) + huber_log_normaliser(delta)).mean()
