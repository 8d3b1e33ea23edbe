# the median is the midpoint of elements n//2-1 and n//2 of the sorted sample, right for even n and n = 1 only. Clause: "the median (for even n any point between the two middle values is accepted)". Shown by y=[0.,1.,5.]: mu = 0.5 instead of 1
import torch
from torch import Tensor


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = y.mean()
    sigma = ((y - mu) ** 2).mean().sqrt()
    return mu, sigma


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    ordered = y.sort().values
    half = y.numel() // 2
    mu = (ordered[half - 1] + ordered[half]) / 2
    b = (y - mu).abs().mean()
    return mu, b


def bernoulli_mle(y: Tensor) -> Tensor:
    return y.mean()


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    counts = torch.bincount(y, minlength=n_classes)
    return counts.to(torch.get_default_dtype()) / y.numel()
