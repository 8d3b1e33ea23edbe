# gaussian_mle: the variance is computed as mean(y^2) - mean(y)^2, which cancels catastrophically where the mean is much larger than the spread (float32 with mean 1000 and sigma 1, say).
import torch
from torch import Tensor


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    first_moment = y.mean()
    second_moment = (y * y).mean()
    variance = second_moment - first_moment * first_moment
    return first_moment, variance.clamp(min=0).sqrt()


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = torch.median(y)
    return mu, torch.abs(y - mu).mean()


def bernoulli_mle(y: Tensor) -> Tensor:
    return y.mean()


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    counts = torch.bincount(y, minlength=n_classes).to(torch.get_default_dtype())
    return counts / counts.sum()
