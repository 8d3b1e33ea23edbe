# pinball_loss: gets the sign as r/abs(r); nan where the prediction is exactly right (q == y)
import math

import torch
from torch import Tensor


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    r = y - q
    sign = (r / r.abs()).detach()
    return (r * (tau - 0.5 + sign / 2)).mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    r = y - mu
    cost = torch.maximum(tau * r, (tau - 1) * r)
    return (torch.log(b) - math.log(tau * (1 - tau)) + cost / b).mean()
