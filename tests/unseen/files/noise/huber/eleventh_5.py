# "r^2/2 where abs(r) <= delta": the pseudo-Huber loss delta^2*(sqrt(1+(r/delta)^2)-1), near for small and large residuals; y_hat [0.], y [1.], delta=2
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def _huber(r: Tensor, delta: float) -> Tensor:
    size = r.abs()
    inner = size.clamp(max=delta)
    return 0.5 * inner**2 + delta * (size - inner)


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    r = (y - y_hat) / delta
    return (delta**2 * r**2 / (torch.sqrt(1 + r**2) + 1)).mean()


def huber_log_normaliser(delta: float) -> float:
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    tails = 2 / delta * math.exp(-(delta**2) / 2)
    return math.log(center + tails)


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    nll = _huber(z, delta) + sigma.log() + huber_log_normaliser(delta)
    return nll.mean()
