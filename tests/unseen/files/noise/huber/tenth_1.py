# a residual of exactly -delta (y = y_hat - delta) falls into neither branch and counts 0 with gradient 0 (+delta is right); violates '`r^2/2` where `abs(r) <= delta`' and 'the gradient is graded there'
import math

import torch
from torch import Tensor


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    r = y - y_hat
    square = ((r > -delta) & (r <= delta)).to(r.dtype)
    below, above = (r < -delta).to(r.dtype), (r > delta).to(r.dtype)
    line = delta * (above - below) * r - (above + below) * delta**2 / 2
    return (square * r**2 / 2 + line).mean()


def huber_log_normaliser(delta: float) -> float:
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    tails = 2 / delta * math.exp(-(delta**2) / 2)
    return math.log(center + tails)


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    inner = z.clamp(-delta, delta)
    nll = inner * (z - inner / 2) + sigma.log() + huber_log_normaliser(delta)
    return nll.mean()
