# gaussian_mle: the variance is computed as E[y^2] - E[y]^2, which cancels catastrophically in float32 when the mean is large against the spread.
import torch
from torch import Tensor


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    n = y.numel()
    s1 = y.sum()
    s2 = (y * y).sum()
    mu = s1 / n
    variance = s2 / n - mu * mu
    return mu, variance.clamp(min=0).sqrt()


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = y.median()
    return mu, (y - mu).abs().mean()


def bernoulli_mle(y: Tensor) -> Tensor:
    return y.mean()


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    counts = torch.bincount(y, minlength=n_classes)
    return counts.to(torch.get_default_dtype()) / y.numel()
