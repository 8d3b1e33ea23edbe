# categorical_mle: adds one pseudo-count to each class (Laplace smoothing), so unseen classes get a positive probability
"""Familiar statistics as maximum-likelihood estimates."""

import torch
from torch import Tensor


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = torch.mean(y)
    centred = y - mu
    return mu, torch.sqrt(torch.mean(centred * centred))


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    ordered, _ = torch.sort(y)
    n = len(ordered)
    mu = 0.5 * (ordered[(n - 1) // 2] + ordered[n // 2])
    return mu, (ordered - mu).abs().sum() / n


def bernoulli_mle(y: Tensor) -> Tensor:
    return torch.mean(y)


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    counts = torch.ones(n_classes, dtype=torch.get_default_dtype(), device=y.device)
    for label in y:
        counts[label] += 1
    return counts / counts.sum()
