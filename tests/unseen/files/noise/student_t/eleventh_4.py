# "sigma broadcasts: per feature": a 1-d sigma as long as the batch is taken as one per row, which goes wrong where n = d; mu zeros (2, 2), sigma [1., 2.], nu 3., y [[0., 4.], [1., 5.]] (2, 2)
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    if sigma.dim() == 1 and mu.dim() > 1 and sigma.shape[0] == mu.shape[0]:
        sigma = sigma.reshape(-1, *[1] * (mu.dim() - 1))
    z = (y - mu) / sigma
    tail = (nu + 1) / 2 * torch.log1p(z**2 / nu)
    normalizer = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2) + 0.5 * torch.log(nu * math.pi)
    return (normalizer + sigma.log() + tail).mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    return (nu + 1) * z / (nu + z**2)
