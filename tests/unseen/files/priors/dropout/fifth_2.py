# mc_dropout_predict: restores the state with model.train(flag) from the top-level flag only, so submodules that were in a different mode do not get theirs back.
"""Dropout as an approximate posterior."""

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    """Inverted dropout."""
    if not training:
        return x
    keep = torch.rand(x.shape, dtype=x.dtype, device=x.device) >= p
    scale = 1.0 / (1.0 - p) if p < 1.0 else 0.0
    return x * keep * scale


def _enable_dropout(model: nn.Module) -> None:
    for module in model.modules():
        if isinstance(module, nn.Dropout):
            module.train()


@torch.no_grad()
def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """Mean and variance of a model's predictions under Monte Carlo dropout."""
    was_training = model.training
    saved = [b.clone() for b in model.buffers()]
    try:
        model.eval()
        _enable_dropout(model)
        draws = torch.stack([model(x) for _ in range(n_samples)], dim=0)
        mean = draws.double().mean(dim=0)
        variance = (draws.double() - mean).square().mean(dim=0)
        return mean.to(draws.dtype), variance.to(draws.dtype)
    finally:
        model.train(was_training)
        for buffer, value in zip(model.buffers(), saved):
            buffer.copy_(value)
