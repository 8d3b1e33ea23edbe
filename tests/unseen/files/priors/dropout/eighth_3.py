# mc_dropout_predict: the variance is mean(y^2) - mean(y)^2 from running sums in the model's dtype, which loses its digits in float32 when the mean is hundreds of standard deviations from 0.
from __future__ import annotations

from contextlib import contextmanager

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    """Inverted dropout."""
    if not training:
        return x
    if p == 1.0:
        return torch.zeros_like(x) * x
    survivors = torch.empty_like(x).bernoulli_(1 - p)
    return x * (survivors / (1 - p))


@contextmanager
def _only_dropout_active(model: nn.Module):
    saved = [(module, module.training) for module in model.modules()]
    try:
        for module, _ in saved:
            module.training = isinstance(module, nn.Dropout)
        yield
    finally:
        for module, flag in saved:
            module.training = flag


@torch.no_grad()
def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """Accumulate the first two moments, so that memory does not grow with n_samples."""
    total, total_sq = 0.0, 0.0
    with _only_dropout_active(model):
        for _ in range(n_samples):
            out = model(x)
            total = total + out
            total_sq = total_sq + out * out
    mean = total / n_samples
    variance = (total_sq / n_samples - mean * mean).clamp(min=0)
    return mean, variance
