# in the influence a nu of shape (1,) is turned into a float, so it gets no gradient (0-d, per-feature and full tensors do); violates 'a tensor that broadcasts against `z` (then with a gradient)'
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
    if isinstance(nu, Tensor) and nu.shape == (1,):
        nu = nu.item()
    return (nu + 1) * z / (nu + z**2)
