# dropout: draws one mask for the trailing dimensions and shares it between all rows of the batch, so elements are not dropped independently
"""Dropout and Monte Carlo dropout."""

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    if not training:
        return x
    if p >= 1.0:
        return x * 0.0
    keep = torch.rand(x.shape[1:], dtype=x.dtype, device=x.device) >= p
    return x * keep.to(x.dtype) / (1.0 - p)


def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    flags = [(m, m.training) for m in model.modules()]
    saved = [(b, b.detach().clone()) for b in model.buffers()]
    try:
        for m, _ in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            draws = torch.stack([model(x) for _ in range(n_samples)])
            mean = draws.mean(dim=0)
            return mean, (draws - mean).square().mean(dim=0)
    finally:
        for m, flag in flags:
            m.training = flag
        with torch.no_grad():
            for buffer, value in saved:
                buffer.copy_(value)
