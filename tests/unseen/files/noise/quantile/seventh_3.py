# asymmetric_laplace_nll: b is squeezed first, so a b of shape (n, 1) against (n, d) becomes (n,) and raises, or for n == d is applied along the wrong axis.
import math

import torch
from torch import Tensor


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    diff = y - q
    return torch.maximum(tau * diff, (tau - 1.0) * diff).mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    scale = b.squeeze()
    diff = y - mu
    cost = torch.maximum(tau * diff, (tau - 1.0) * diff) / scale
    log_norm = torch.log(scale) - math.log(tau * (1.0 - tau))
    return (cost + log_norm).mean()
