# laplace_nll: replaces abs(r) by sqrt(r^2 + 1e-4), a smooth stand-in that is too large near r = 0
"""Laplace likelihood."""

import torch
from torch import Tensor


def _abs(r: Tensor, eps: float = 1e-2) -> Tensor:
    """Absolute value that is differentiable everywhere."""
    return torch.sqrt(r * r + eps**2)


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    per_element = torch.log(2 * b) + _abs(y - mu) / b
    return per_element.mean()


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    return (y - y_hat).abs().mean()
