# huber_nll: delta is compared with the raw residual instead of the standardized one (huber(y - mu, delta)/sigma^2), although it counts scales.
import math

import torch
from torch import Tensor


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    r = y - y_hat
    clipped = torch.clamp(r, -delta, delta)
    return torch.mean(clipped * r - clipped**2 / 2)


def huber_log_normaliser(delta: float) -> float:
    gauss = math.sqrt(2.0 * math.pi) * math.erf(delta / math.sqrt(2.0))
    exponential = 2.0 * math.exp(-delta * delta / 2.0) / delta
    return math.log(gauss + exponential)


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    r = y - mu
    clipped = torch.clamp(r, -delta, delta)
    energy = (clipped * r - clipped**2 / 2) / sigma**2
    return torch.mean(energy + torch.log(sigma)) + huber_log_normaliser(delta)
