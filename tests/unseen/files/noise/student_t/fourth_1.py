# student_t_nll: the normalizer is summed in its own, smaller shape and divided by the number of observations, so a broadcast sigma or nu counts too little
"""Student-t: noise with outliers."""

import math

import torch
from torch import Tensor


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-density of observations with heavy-tailed noise."""
    n = y.numel()
    z = (y - mu) / sigma
    tail = (nu + 1) / 2 * torch.log1p(z**2 / nu)
    normalizer = (
        torch.lgamma(nu / 2)
        - torch.lgamma((nu + 1) / 2)
        + 0.5 * torch.log(nu * math.pi)
        + torch.log(sigma)
    )
    return tail.sum() / n + normalizer.sum() / n


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    """How hard a point pulls on the location."""
    return (nu + 1) * z / (nu + z**2)
