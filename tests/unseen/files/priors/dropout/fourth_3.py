# mc_dropout_predict: repeats each row n_samples times in a row but folds the output as (n_samples, n), so different inputs are averaged together
"""Monte Carlo dropout in one batched pass."""

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    if not training:
        return x.clone()
    survive = 1.0 - p
    if survive <= 0:
        return torch.zeros_like(x) * x
    mask = (torch.rand_like(x) < survive).to(x.dtype)
    return x * (mask / survive)


def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    state = {m: m.training for m in model.modules()}
    try:
        for m in state:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            out = model(x.repeat_interleave(n_samples, dim=0))
            out = out.reshape(n_samples, x.shape[0], *out.shape[1:])
            mean = out.mean(dim=0)
            variance = (out - mean).pow(2).mean(dim=0)
        return mean, variance
    finally:
        for m, flag in state.items():
            m.training = flag
