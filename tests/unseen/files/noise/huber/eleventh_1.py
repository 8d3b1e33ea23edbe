# "else delta*(abs(r) - delta/2)": delta*abs(r) - delta/2, right for delta = 1 only; y_hat [0.], y [5.], delta=2: 9 instead of 8
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def _huber(r: Tensor, delta: float) -> Tensor:
    size = r.abs()
    return torch.where(size <= delta, 0.5 * size**2, delta * size - 0.5 * delta)


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    return _huber(y - y_hat, delta).mean()


def huber_log_normaliser(delta: float) -> float:
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    tails = 2 / delta * math.exp(-(delta**2) / 2)
    return math.log(center + tails)


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    nll = _huber(z, delta) + sigma.log() + huber_log_normaliser(delta)
    return nll.mean()
