# "(nu+1)*z/(nu+z^2)": nu instead of nu+1 in the influence; z [1.], nu=3
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    tail = (nu + 1) / 2 * torch.log1p(z**2 / nu)
    normalizer = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2) + 0.5 * torch.log(nu * math.pi)
    return (normalizer + sigma.log() + tail).mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    return nu * z / (nu + z**2)
