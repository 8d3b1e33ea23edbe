# dropout: draws one mask over the last dimension and shares it between all rows, so the elements are not dropped independently.
"""Dropout, and Monte Carlo predictions with it."""

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    if not training:
        return x
    if p >= 1.0:
        return x * 0.0
    keep = torch.rand(x.shape[-1:], dtype=x.dtype, device=x.device) >= p
    return x * keep / (1.0 - p)


def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    flags = [(m, m.training) for m in model.modules()]
    buffers = [(b, b.detach().clone()) for b in model.buffers()]
    try:
        for m, _ in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            draws = torch.stack([model(x) for _ in range(n_samples)])
            wide = draws.double()
            mean, variance = wide.mean(dim=0), wide.var(dim=0, correction=0)
            return mean.to(draws.dtype), variance.to(draws.dtype)
    finally:
        for m, flag in flags:
            m.training = flag
        with torch.no_grad():
            for b, saved in buffers:
                b.copy_(saved)
