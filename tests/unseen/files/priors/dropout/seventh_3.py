# mc_dropout_predict: the inputs are repeated with repeat_interleave but the predictions are reshaped to (n_samples, n, ...), so passes of different inputs are mixed when n > 1.
from contextlib import contextmanager

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    if not training:
        return x.clone()
    if p >= 1.0:
        return torch.zeros_like(x) * x
    survives = torch.rand_like(x) >= p
    return x.masked_fill(~survives, 0.0) / (1.0 - p)


@contextmanager
def _only_dropout_active(model: nn.Module):
    before = {module: module.training for module in model.modules()}
    try:
        for module in before:
            module.training = isinstance(module, nn.Dropout)
        yield
    finally:
        for module, mode in before.items():
            module.training = mode


def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    n = x.shape[0]
    with _only_dropout_active(model), torch.no_grad():
        out = model(x.repeat_interleave(n_samples, dim=0))
    out = out.reshape(n_samples, n, *out.shape[1:])
    mean = out.mean(dim=0)
    return mean, (out - mean).square().mean(dim=0)
