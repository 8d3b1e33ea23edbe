# categorical_mle counts in uint8, so a class seen more than 255 times wraps round ("probabilities of shape (n_classes,)", the fractions)
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
    counts = torch.stack([(y == c).sum(dtype=torch.uint8) for c in range(n_classes)])
    return counts.to(torch.get_default_dtype()) / y.numel()
