# gaussian_mle: the variance is the mean square minus the squared mean, which cancels for a sample far from 0
"""MLE of four distributions."""

import torch
from torch import Tensor


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    n = y.numel()
    s1, s2 = y.sum(), (y * y).sum()
    mu = s1 / n
    var = s2 / n - mu * mu
    return mu, var.clamp(min=0).sqrt()


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = torch.median(y)
    return mu, torch.mean(torch.abs(y - mu))


def bernoulli_mle(y: Tensor) -> Tensor:
    return y.sum() / y.numel()


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    classes = torch.arange(n_classes, device=y.device)
    hits = y[:, None] == classes[None, :]
    return hits.to(torch.get_default_dtype()).mean(dim=0)
