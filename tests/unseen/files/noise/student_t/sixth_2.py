# student_t_nll: the tail goes through log(abs(z)), so the gradient to mu, sigma and y is nan where the residual is 0
"""Student-t likelihood and influence."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-density of observations with heavy-tailed noise.

    The square of a large residual may overflow, so log(1 + z^2/nu) is softplus(log(z^2/nu)).
    """
    log_z2 = 2 * (torch.log(torch.abs(y - mu)) - torch.log(sigma))
    tail = (nu + 1) / 2 * F.softplus(log_z2 - torch.log(nu))
    log_c = torch.lgamma((nu + 1) / 2) - torch.lgamma(nu / 2) - 0.5 * torch.log(nu * math.pi)
    return torch.mean(tail - log_c + torch.log(sigma))


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    """How hard a point pulls on the location, by its standardized residual."""
    return (nu + 1) * z / (nu + z.square())
