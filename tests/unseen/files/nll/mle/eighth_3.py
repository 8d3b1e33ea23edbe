# categorical_mle: the counts of torch.unique are written to the first positions instead of to the labels' own, so an unseen class below a seen one shifts the probabilities.
from __future__ import annotations

import torch
from torch import Tensor


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    """Sample mean and the standard deviation that divides by n."""
    return y.mean(), y.std(unbiased=False)


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    """Sample median and the mean distance from it."""
    mu = y.quantile(0.5)
    b = (y - mu).abs().mean()
    return mu, b


def bernoulli_mle(y: Tensor) -> Tensor:
    """Share of ones."""
    return y.sum() / y.numel()


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    """Share of each label."""
    _, counts = torch.unique(y, sorted=True, return_counts=True)
    probs = torch.zeros(n_classes, dtype=torch.get_default_dtype(), device=y.device)
    probs[: counts.numel()] = counts.to(probs.dtype) / y.numel()
    return probs
