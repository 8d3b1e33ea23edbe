# laplace_mle: b is the median absolute deviation instead of the mean absolute deviation.
import torch
from torch import Tensor


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = y.mean()
    sigma = (y - mu).square().mean().sqrt()
    return mu, sigma


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = y.median()
    b = (y - mu).abs().median()
    return mu, b


def bernoulli_mle(y: Tensor) -> Tensor:
    return y.sum() / len(y)


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    counts = torch.bincount(y, minlength=n_classes)
    return counts / counts.sum()
