# "b broadcasts: per feature": a 1-d b as long as the batch is taken as one per row, wrong where n = d; mu zeros (2, 2), b [1., 2.], tau=0.3, y [[0., 4.], [1., 5.]]
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    r = y - q
    return torch.maximum(tau * r, (tau - 1) * r).mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    if b.dim() == 1 and mu.dim() > 1 and b.shape[0] == mu.shape[0]:
        b = b.reshape(-1, *[1] * (mu.dim() - 1))
    z = (y - mu) / b
    cost = torch.maximum(tau * z, (tau - 1) * z)
    normalizer = b.log() - math.log(tau * (1 - tau))
    return (cost + normalizer).mean()
