# for delta < 0.1 the centre of the normaliser is a two-term series, up to 2.5e-8 off between 0.07 and 0.1; violates 'right to 1e-9'
import math

import torch
from torch import Tensor


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    r = y - y_hat
    inner = r.clamp(-delta, delta)
    return (inner * (r - inner / 2)).mean()


def huber_log_normaliser(delta: float) -> float:
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    if delta < 0.1:
        center = 2 * delta * (1 - delta**2 / 6)
    tails = 2 / delta * math.exp(-(delta**2) / 2)
    return math.log(center + tails)


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    inner = z.clamp(-delta, delta)
    nll = inner * (z - inner / 2) + sigma.log() + huber_log_normaliser(delta)
    return nll.mean()
