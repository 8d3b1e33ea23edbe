# tau = 0.5 exactly takes a shortcut to the symmetric Laplace log(2b) + abs(r)/b, whose scale is half of the right one; violates `log(b) - log(tau*(1-tau)) + max(...)/b`
import math

import torch
from torch import Tensor


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    r = y - q
    each = torch.maximum(tau * r, (tau - 1) * r)
    return each.mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    if tau == 0.5:
        return ((2 * b).log() + (y - mu).abs() / b).mean()
    z = (y - mu) / b
    cost = torch.maximum(tau * z, (tau - 1) * z)
    normalizer = b.log() - math.log(tau * (1 - tau))
    return (normalizer + cost).mean()
