# "smooth at abs(r) = delta, so the gradient is graded there": torch.minimum gives half a gradient at the tie and relu none, so at a residual of exactly delta it is delta/2; y_hat [0.], y [2.], delta=2
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def _huber(r: Tensor, delta: float) -> Tensor:
    size = r.abs()
    inner = torch.minimum(size, torch.full_like(size, delta))
    return 0.5 * inner**2 + delta * F.relu(size - delta)


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
