# "Where a prediction is exactly right, any finite gradient will do; nan will not": abs(r) is written sqrt(r^2), whose gradient at 0 is nan; q [1., 2.], y [1., 3.], tau=0.3; every value is right
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    r = y - q
    return (0.5 * torch.sqrt(r**2) + (tau - 0.5) * r).mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    z = (y - mu) / b
    cost = torch.maximum(tau * z, (tau - 1) * z)
    normalizer = b.log() - math.log(tau * (1 - tau))
    return (cost + normalizer).mean()
