# laplace_nll: the absolute value is smoothed to sqrt(r^2 + 1e-6), which is off for small residuals.
import math

import torch
from torch import Tensor

EPS = 1e-6


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    r = y - mu
    dist = torch.sqrt(r * r + EPS)  # differentiable everywhere
    return (math.log(2) + torch.log(b) + dist / b).mean()


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    return torch.mean(torch.abs(y_hat - y))
