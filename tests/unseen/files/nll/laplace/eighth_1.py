# laplace_nll: a one-dimensional b is unsqueezed into a column, so a per-feature b of shape (d,) against (n, d) scales rows instead of features (or fails to broadcast).
"""Laplace likelihood losses."""

import torch
from torch import Tensor


def _same_shape(a: Tensor, b: Tensor) -> None:
    if a.shape != b.shape:
        raise ValueError(f"shapes differ: {tuple(a.shape)} and {tuple(b.shape)}")


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    _same_shape(mu, y)
    if b.dim() == 1 and b.numel() > 1 and mu.dim() == 2:
        b = b.unsqueeze(-1)
    deviation = (y - mu).abs()
    log_norm = torch.log(2 * b)
    return (log_norm + deviation / b).mean()


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    _same_shape(y_hat, y)
    return (y - y_hat).abs().mean()
