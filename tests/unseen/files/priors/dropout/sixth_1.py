# dropout: draws one mask of the size of the last dimension and shares it over all rows, so elements of a feature are not dropped independently.
"""Dropout: an approximate posterior."""

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    if not training:
        return x
    keep = torch.rand(x.shape[-1:], device=x.device) >= p
    scale = 1 / (1 - p) if p < 1 else 0.0
    return x * keep.to(x.dtype) * scale


def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    flags = [(m, m.training) for m in model.modules()]
    try:
        for m, _ in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            preds = torch.stack([model(x.clone()) for _ in range(n_samples)])
        return preds.mean(0), preds.var(0, correction=0)
    finally:
        for m, flag in flags:
            m.training = flag
