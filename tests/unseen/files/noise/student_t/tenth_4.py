# the influence is computed as (nu+1)/(nu/z + z), whose value at z = 0 is right and whose gradient there is nan instead of (nu+1)/nu; violates 'a gradient is finite and right wherever the value is'
import math

import torch
from torch import Tensor


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    tail = (nu + 1) / 2 * torch.log1p(z**2 / nu)
    peak = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2)
    normalizer = peak + 0.5 * (nu * math.pi).log() + sigma.log()
    return (normalizer + tail).mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    return (nu + 1) / (nu / z + z)
