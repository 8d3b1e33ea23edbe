# student_t_influence: it differentiates a detached copy of z without create_graph, so the result carries no gradient to z or nu
"""Student-t likelihood and influence."""

import math

import torch
from torch import Tensor


def _tail(z: Tensor, nu) -> Tensor:
    return 0.5 * (nu + 1) * torch.log1p(z * z / nu)


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-density of observations with heavy-tailed noise."""
    z = (y - mu) / sigma
    normalizer = (
        torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2) + 0.5 * torch.log(math.pi * nu)
    ) + torch.log(sigma)
    return (_tail(z, nu) + normalizer).mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    """How hard a point pulls on the location, by its standardized residual."""
    with torch.enable_grad():
        point = z.detach().clone().requires_grad_(True)
        (slope,) = torch.autograd.grad(_tail(point, nu).sum(), point)
    return slope
