# "(nu+1)*z/(nu+z^2)" with a gradient, residuals down to 0: written as (nu+1)/(nu/z + z), whose value at z = 0 is right (1/inf) and whose gradient there is nan instead of (nu+1)/nu; z [0., 1.], nu=3
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
    return (nu + 1) / (nu / z + z)
