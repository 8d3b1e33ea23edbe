# mc_dropout_predict: switches gradients on at the end whatever the mode was before, so a caller under no_grad finds grad mode enabled afterwards.
"""MC dropout."""

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    if not training:
        return x
    keep = torch.rand_like(x) >= p
    scale = 0.0 if p >= 1 else 1.0 / (1.0 - p)
    return torch.where(keep, x, torch.zeros_like(x)) * scale


def _switch(model: nn.Module) -> list[bool]:
    flags = []
    for m in model.modules():
        flags.append(m.training)
        m.training = isinstance(m, nn.Dropout)
    return flags


def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    flags = _switch(model)
    torch.set_grad_enabled(False)
    try:
        runs = []
        for _ in range(n_samples):
            runs.append(model(x.clone()))
        stacked = torch.stack(runs, dim=0)
        mean = stacked.mean(dim=0)
        return mean, ((stacked - mean) ** 2).mean(dim=0)
    finally:
        torch.set_grad_enabled(True)
        for m, flag in zip(model.modules(), flags):
            m.training = flag
