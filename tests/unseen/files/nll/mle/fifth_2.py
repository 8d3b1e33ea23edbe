# laplace_mle: averages the sorted elements n//2-1 and n//2 for every n, so the location of an odd sample lies half a gap below its median.
"""Parameters that make a sample most likely."""

import torch
from torch import Tensor


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    """Fit a Gaussian to a sample by maximum likelihood."""
    mu = torch.mean(y)
    sigma = torch.std(y, correction=0)
    return mu, sigma


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    """Fit a Laplace distribution to a sample by maximum likelihood."""
    ordered = torch.sort(y).values
    half = y.numel() // 2
    mu = 0.5 * (ordered[half - 1] + ordered[half])
    b = torch.mean(torch.abs(y - mu))
    return mu, b


def bernoulli_mle(y: Tensor) -> Tensor:
    """Fit a Bernoulli distribution to a sample by maximum likelihood."""
    return y.sum() / y.numel()


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    """Fit a categorical distribution to a sample of labels by maximum likelihood."""
    probs = torch.zeros(n_classes, dtype=torch.get_default_dtype(), device=y.device)
    for label in range(n_classes):
        probs[label] = (y == label).sum() / y.numel()
    return probs
