# student_t_nll: sigma is taken for the standard deviation where that exists (nu > 2) and converted to a scale by sqrt((nu-2)/nu), but it is the scale already.
import math

import torch
from torch import Tensor


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    has_variance = nu > 2
    safe_nu = torch.where(has_variance, nu, torch.full_like(nu, 3.0))
    shrink = torch.where(has_variance, torch.sqrt((safe_nu - 2) / safe_nu), torch.ones_like(nu))
    scale = sigma * shrink
    z = (y - mu) / scale
    tail = 0.5 * (nu + 1) * torch.log1p(z * z / nu)
    normalizer = (
        torch.lgamma(0.5 * nu)
        - torch.lgamma(0.5 * (nu + 1))
        + 0.5 * torch.log(nu * math.pi)
        + torch.log(scale)
    )
    return (tail + normalizer).mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    return (nu + 1) * z / (nu + z * z)
