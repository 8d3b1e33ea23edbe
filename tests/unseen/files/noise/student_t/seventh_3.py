# student_t_nll: the gamma functions are exponentiated before their ratio is taken, so in float32 they overflow to inf for nu above about 68 and the loss is nan or inf.
import math

import torch
from torch import Tensor


def _gamma(a: Tensor) -> Tensor:
    return torch.exp(torch.lgamma(a))


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    coefficient = _gamma((nu + 1) / 2) / (_gamma(nu / 2) * torch.sqrt(nu * math.pi))
    log_density = torch.log(coefficient) - torch.log(sigma) - (nu + 1) / 2 * torch.log1p(z**2 / nu)
    return -log_density.mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    weight = (nu + 1.0) / (nu + z**2)
    return weight * z
