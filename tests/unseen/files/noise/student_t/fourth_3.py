# student_t_nll: above 30 degrees of freedom the Gaussian is used, whose tails are far too light
"""Student-t: noise with outliers."""

import math

import torch
from torch import Tensor


def _gaussian(z: Tensor, sigma: Tensor) -> Tensor:
    return 0.5 * math.log(2 * math.pi) + torch.log(sigma) + 0.5 * z * z


def _student(z: Tensor, sigma: Tensor, nu: Tensor) -> Tensor:
    constant = torch.lgamma(nu / 2) - torch.lgamma(nu / 2 + 0.5) + 0.5 * torch.log(nu * math.pi)
    return constant + torch.log(sigma) + (nu + 1) / 2 * torch.log1p(z * z / nu)


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-density; for many degrees of freedom that of the limit."""
    z = (y - mu) / sigma
    each = torch.where(nu > 30, _gaussian(z, sigma), _student(z, sigma, nu))
    return each.mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    """(nu + 1) z / (nu + z^2)."""
    return z * (nu + 1) / (z * z + nu)
