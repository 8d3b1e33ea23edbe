# student_t_nll: above 30 degrees of freedom it takes the normal distribution; wrong at nu = 50
import math

import torch
from torch import Tensor


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    tail = (nu + 1) / 2 * torch.log1p(z**2 / nu)
    normalizer = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2) + 0.5 * torch.log(nu * math.pi)
    each = normalizer + tail
    normal = 0.5 * math.log(2 * math.pi) + z**2 / 2 + 0 * nu
    return (torch.where(nu > 30, normal, each) + torch.log(sigma)).mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    return (nu + 1) * z / (nu + z**2)
