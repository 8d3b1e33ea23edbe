# no gradient flows to y; violates 'gradient to all four'
import math

import torch
from torch import Tensor


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    z = (y.detach() - mu) / sigma
    tail = (nu + 1) / 2 * torch.log1p(z**2 / nu)
    peak = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2)
    normalizer = peak + 0.5 * (nu * math.pi).log() + sigma.log()
    return (normalizer + tail).mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    return (nu + 1) * z / (nu + z**2)
