# mae_loss: smooths the absolute value as sqrt(r^2 + 1e-3), so small residuals cost too much and a perfect fit costs about 0.03.
"""Laplace NLL and absolute error."""

import torch
from torch import Tensor


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets under independent Laplace distributions."""
    per_element = torch.log(2 * b) + (y - mu).abs() / b
    return per_element.mean()


def mae_loss(y_hat: Tensor, y: Tensor, eps: float = 1e-3) -> Tensor:
    """Mean absolute error, in a form that is differentiable everywhere."""
    r = y - y_hat
    return torch.sqrt(r * r + eps).mean()
