# bincount without a minimum length: classes above the largest label are missing from the result. Clause: "probabilities of shape `(n_classes,)`, unseen classes 0". Shown by y=[0,1], n_classes=3: shape (2,) instead of (3,)
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
    return y.mean()


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    counts = torch.bincount(y)[:n_classes]
    return counts.to(torch.get_default_dtype()) / y.numel()
