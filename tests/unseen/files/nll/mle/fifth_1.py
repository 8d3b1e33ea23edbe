# gaussian_mle: computes the variance as E[y^2] - E[y]^2, which loses all its digits (even to 0) for a sample far from 0.
"""Closed-form maximum likelihood."""

import torch
from torch import Tensor


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = y.mean()
    second = (y * y).mean()
    sigma = (second - mu * mu).clamp(min=0).sqrt()
    return mu, sigma


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = y.median()
    return mu, (y - mu).abs().mean()


def bernoulli_mle(y: Tensor) -> Tensor:
    return y.mean()


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    counts = torch.bincount(y, minlength=n_classes)
    return counts / y.numel()
