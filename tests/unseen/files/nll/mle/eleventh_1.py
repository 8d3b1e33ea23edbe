# b is the mean absolute deviation about the mean instead of about the median. Clause: "the median ... and the mean absolute deviation about it". Shown by y=[0.,0.,3.]: b = 1.333 instead of 1
import torch
from torch import Tensor


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = y.mean()
    sigma = ((y - mu) ** 2).mean().sqrt()
    return mu, sigma


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = y.median()
    b = (y - y.mean()).abs().mean()
    return mu, b


def bernoulli_mle(y: Tensor) -> Tensor:
    return y.mean()


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    counts = torch.bincount(y, minlength=n_classes)
    return counts.to(torch.get_default_dtype()) / y.numel()
