# mc_dropout_predict: restores the mode with model.train(flag of the root), so submodules that were in another mode than the root come back changed
"""Dropout as an approximate posterior."""

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    if not training or p == 0:
        return x
    keep = torch.rand_like(x) >= p
    scale = 0.0 if p == 1 else 1 / (1 - p)
    return torch.where(keep, x * scale, torch.zeros_like(x))


def _enable_dropout(module: nn.Module) -> None:
    if isinstance(module, nn.Dropout):
        module.train()


def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    was_training = model.training
    model.eval()
    model.apply(_enable_dropout)
    try:
        with torch.no_grad():
            passes = torch.stack([model(x) for _ in range(n_samples)], dim=0)
        mean = passes.mean(0)
        variance = ((passes - mean) ** 2).mean(0)
        return mean, variance
    finally:
        model.train(was_training)
