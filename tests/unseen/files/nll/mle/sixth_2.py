# categorical_mle: counts with `counts[y] += 1`, which adds one per distinct label and not per observation, so all seen classes get the same probability.
"""Maximum likelihood in closed form."""

import torch
from torch import Tensor


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and biased standard deviation."""
    return y.mean(), y.std(correction=0)


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    """Median and mean absolute deviation about it."""
    mu = y.median()
    return mu, torch.mean(torch.abs(y - mu))


def bernoulli_mle(y: Tensor) -> Tensor:
    """Fraction of ones."""
    return y.mean()


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    """Relative frequencies."""
    counts = torch.zeros(n_classes, device=y.device)
    counts[y] += 1
    return counts / counts.sum()
