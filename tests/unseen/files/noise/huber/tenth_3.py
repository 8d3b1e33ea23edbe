# normalisers are cached under delta rounded to 3 digits, so a delta close to an earlier one (0.0102 after 0.0098) gets the other's value; violates the normaliser's formula, right to 1e-9 (state kept between calls)
import math

import torch
from torch import Tensor


_NORMALISERS: dict = {}


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    r = y - y_hat
    inner = r.clamp(-delta, delta)
    return (inner * (r - inner / 2)).mean()


def huber_log_normaliser(delta: float) -> float:
    key = round(delta, 3)
    if key in _NORMALISERS:
        return _NORMALISERS[key]
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    tails = 2 / delta * math.exp(-(delta**2) / 2)
    _NORMALISERS[key] = math.log(center + tails)
    return _NORMALISERS[key]


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    inner = z.clamp(-delta, delta)
    nll = inner * (z - inner / 2) + sigma.log() + huber_log_normaliser(delta)
    return nll.mean()
