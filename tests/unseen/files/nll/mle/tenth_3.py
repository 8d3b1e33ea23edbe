# laplace_mle takes the median of the distinct values, wrong where values are repeated ("the median of the sample")
import torch
from torch import Tensor


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = y.mean()
    sigma = ((y - mu) ** 2).mean().sqrt()
    return mu, sigma


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = torch.unique(y).median()
    mu = y[(y == mu).nonzero()[0, 0]]
    b = (y - mu).abs().mean()
    return mu, b


def bernoulli_mle(y: Tensor) -> Tensor:
    return y.mean()


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    counts = torch.bincount(y, minlength=n_classes)
    return counts.to(torch.get_default_dtype()) / y.numel()
