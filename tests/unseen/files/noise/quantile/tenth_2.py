# where mu requires no gradient the scale gets none either (fitting b alone to frozen predictions); violates 'Gradients flow to `q`, `mu` and `b`' / 'differentiable with respect to every floating-point input'
import math

import torch
from torch import Tensor


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    r = y - q
    each = torch.maximum(tau * r, (tau - 1) * r)
    return each.mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    if not mu.requires_grad:
        b = b.detach()
    z = (y - mu) / b
    cost = torch.maximum(tau * z, (tau - 1) * z)
    normalizer = b.log() - math.log(tau * (1 - tau))
    return (normalizer + cost).mean()
