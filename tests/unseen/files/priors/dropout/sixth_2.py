# mc_dropout_predict: stacks whole copies of the batch (sample-major order) but reshapes the output as (n, n_samples, ...), so samples of different inputs are averaged together.
"""Dropout and Monte Carlo prediction."""

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    """Inverted dropout."""
    if not training or p == 0:
        return x.clone()
    if p == 1:
        return x * 0
    mask = torch.empty_like(x, requires_grad=False).bernoulli_(1 - p)
    return x * mask / (1 - p)


def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """One batched pass over n_samples copies of the batch."""
    before = {module: module.training for module in model.modules()}
    n = x.shape[0]
    try:
        for module in before:
            module.training = isinstance(module, nn.Dropout)
        with torch.no_grad():
            copies = x.repeat(n_samples, *([1] * (x.dim() - 1)))
            out = model(copies)
            out = out.reshape(n, n_samples, *out.shape[1:])
            mean = out.mean(dim=1)
            variance = (out - mean.unsqueeze(1)).square().mean(dim=1)
        return mean, variance
    finally:
        for module, training in before.items():
            module.training = training
