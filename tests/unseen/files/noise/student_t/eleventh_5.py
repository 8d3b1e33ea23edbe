# "sigma is a scale and not the standard deviation": for nu > 2 it is turned from a standard deviation into the scale, near for large nu; mu 0., sigma 1., nu 10., y 1.
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    heavy = nu <= 2
    factor = torch.where(heavy, torch.ones_like(nu), (nu - 2).clamp_min(1e-12) / nu).sqrt()
    sigma = sigma * factor
    z = (y - mu) / sigma
    tail = (nu + 1) / 2 * torch.log1p(z**2 / nu)
    normalizer = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2) + 0.5 * torch.log(nu * math.pi)
    return (normalizer + sigma.log() + tail).mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    return (nu + 1) * z / (nu + z**2)
