# student_t_influence: the inner derivative 2*z/nu is taken as 2*z, so the result is nu times too large
"""Student-t likelihood and influence."""

import math

import torch
from torch import Tensor

LOG_PI = math.log(math.pi)


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-density."""
    half = 0.5 * (nu + 1)
    squared = ((y - mu) / sigma).square()
    log_norm = torch.lgamma(half) - torch.lgamma(0.5 * nu) - 0.5 * (nu.log() + LOG_PI) - sigma.log()
    return (half * torch.log1p(squared / nu) - log_norm).mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    """Derivative of (nu+1)/2 * log(1 + z^2/nu) by z, by the chain rule."""
    outer = 0.5 * (nu + 1) / (1 + z.square() / nu)
    inner = 2 * z
    return outer * inner
