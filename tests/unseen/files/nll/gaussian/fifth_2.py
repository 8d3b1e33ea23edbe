# mse_loss: the square is expanded to mean(y^2) - 2*mean(y*y_hat) + mean(y_hat^2), which cancels catastrophically when the values are large compared with the errors.
"""Gaussian likelihood losses."""

import math

import torch
from torch import Tensor


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    z = (y - mu).div(sigma)
    return (z.square().mul(0.5) + sigma.log() + 0.5 * math.log(2 * math.pi)).mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    # ||y - y_hat||^2 = <y, y> - 2 <y, y_hat> + <y_hat, y_hat>
    a, b = y_hat.reshape(-1), y.reshape(-1)
    n = a.numel()
    yy = torch.einsum("i,i->", b, b)
    yp = torch.einsum("i,i->", b, a)
    pp = torch.einsum("i,i->", a, a)
    return (yy - 2.0 * yp + pp) / n
