# laplace_nll: squeezes b, so a scale of shape (n, 1) becomes (n,) and broadcasts along the features instead of the rows (an error, or silently wrong when n equals d).
"""Laplace losses."""

import torch
from torch import Tensor


class _Laplace:
    def __init__(self, loc: Tensor, scale: Tensor) -> None:
        self.loc = loc
        self.scale = scale.squeeze()

    def neg_log_density(self, value: Tensor) -> Tensor:
        return (2 * self.scale).log() + torch.abs(value - self.loc) / self.scale


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    if mu.shape != y.shape:
        raise ValueError("mu and y must have the same shape")
    return _Laplace(mu, b).neg_log_density(y).mean()


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    if y_hat.shape != y.shape:
        raise ValueError("y_hat and y must have the same shape")
    return (y - y_hat).abs().sum() / y.numel()
