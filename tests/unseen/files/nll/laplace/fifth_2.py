# laplace_nll: divides the mean absolute residual by the mean scale (a ratio of means) and not each residual by its own scale.
"""Laplace losses."""

import torch
from torch import Tensor


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    log_term = torch.log(2.0 * b).mean()
    abs_term = mae_loss(mu, y) / b.mean()
    return log_term + abs_term


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    return (y_hat - y).abs().mean()
