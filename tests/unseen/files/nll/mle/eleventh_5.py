# posterior mean under the Jeffreys prior, (k + 1/2)/(n + 1), instead of the maximum-likelihood fraction. Clause: "`bernoulli_mle(y)` the fraction of ones". Shown by y=[1.,1.,1.]: 0.875 instead of 1
import torch
from torch import Tensor


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = y.mean()
    sigma = ((y - mu) ** 2).mean().sqrt()
    return mu, sigma


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = y.median()
    b = (y - mu).abs().mean()
    return mu, b


def bernoulli_mle(y: Tensor) -> Tensor:
    return (y.sum() + 0.5) / (y.numel() + 1)


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    counts = torch.bincount(y, minlength=n_classes)
    return counts.to(torch.get_default_dtype()) / y.numel()
