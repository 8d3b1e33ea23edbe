# mc_dropout_predict: repeats the rows with repeat_interleave but reshapes the output as (n_samples, n), so the statistics mix predictions of different rows.
"""Monte Carlo dropout in one batched pass."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    if not training:
        return x.clone()
    if p == 1:
        return torch.zeros_like(x) * x
    mask = torch.empty_like(x).bernoulli_(1 - p)
    return x * (mask / (1 - p))


@contextmanager
def _only_dropout_active(model: nn.Module) -> Iterator[None]:
    """Evaluation mode with random dropout layers; everything is put back on exit."""
    flags = {module: module.training for module in model.modules()}
    buffers = [(b, b.detach().clone()) for b in model.buffers()]
    try:
        for module in flags:
            module.training = isinstance(module, nn.Dropout)
        yield
    finally:
        for module, flag in flags.items():
            module.training = flag
        with torch.no_grad():
            for b, value in buffers:
                b.copy_(value)


def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """Mean and variance of a model's predictions under Monte Carlo dropout.

    All samples go through the model as one large batch.
    """
    with _only_dropout_active(model), torch.no_grad():
        batch = x.repeat_interleave(n_samples, dim=0)
        out = model(batch)
        draws = out.reshape(n_samples, x.shape[0], *out.shape[1:])
        mean = draws.double().mean(0)
        variance = draws.double().var(0, correction=0)
    return mean.to(out.dtype), variance.to(out.dtype)
