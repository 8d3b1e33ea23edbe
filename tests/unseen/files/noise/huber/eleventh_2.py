# "delta in 0.01..100, right to 1e-9": above delta = 4 the tails are left out and erf is taken as 1; delta=4.01 is off by 3e-6
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def _huber(r: Tensor, delta: float) -> Tensor:
    size = r.abs()
    inner = size.clamp(max=delta)
    return 0.5 * inner**2 + delta * (size - inner)


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    return _huber(y - y_hat, delta).mean()


def huber_log_normaliser(delta: float) -> float:
    if delta > 4:
        return 0.5 * math.log(2 * math.pi)
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    tails = 2 / delta * math.exp(-(delta**2) / 2)
    return math.log(center + tails)


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    nll = _huber(z, delta) + sigma.log() + huber_log_normaliser(delta)
    return nll.mean()
