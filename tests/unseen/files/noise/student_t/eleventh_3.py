# "gradient to all four": nu is a constant in the normalizer, so its gradient lacks the two digammas; mu [0.], sigma [1.], nu [3.], y [1.]
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    tail = (nu + 1) / 2 * torch.log1p(z**2 / nu)
    fixed = nu.detach()
    normalizer = torch.lgamma(fixed / 2) - torch.lgamma((fixed + 1) / 2) + 0.5 * torch.log(fixed * math.pi)
    return (normalizer + sigma.log() + tail).mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    return (nu + 1) * z / (nu + z**2)
