# asymmetric_laplace_nll: a shortcut for a single b forgets that b may have shape (1,); the loss then has shape (1,) instead of ()
import math

import torch
from torch import Tensor


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    r = y - q
    return torch.maximum(tau * r, (tau - 1) * r).mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    r = y - mu
    cost = torch.maximum(tau * r, (tau - 1) * r)
    if b.numel() == 1:
        return torch.log(b) - math.log(tau * (1 - tau)) + cost.mean() / b
    return (torch.log(b) - math.log(tau * (1 - tau)) + cost / b).mean()
