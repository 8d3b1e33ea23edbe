# student_t_nll: sigma is put under the square root of the normaliser unsquared, 0.5*log(nu*pi*sigma), so log(sigma) counts only half.
import math

import torch
from torch import Tensor


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    half = (nu + 1) / 2
    log_gamma = torch.lgamma(half) - torch.lgamma(nu / 2)
    log_root = 0.5 * torch.log(math.pi * nu * sigma)
    log_prob = log_gamma - log_root - half * torch.log1p(z.pow(2) / nu)
    return -log_prob.mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    return (nu + 1) * z / (nu + z.pow(2))
