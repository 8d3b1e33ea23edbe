# dropout: one mask for the last dimension is shared by all rows instead of a draw for each element.
import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    """Inverted dropout."""
    if not training or p == 0:
        return x
    if p >= 1:
        return x * 0.0
    keep = torch.rand(x.shape[-1:], device=x.device) >= p
    return x * keep.to(x.dtype) / (1 - p)


def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """Mean and variance of a model's predictions under Monte Carlo dropout."""
    flags = [(m, m.training) for m in model.modules()]
    try:
        for m, _ in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            draws = torch.stack([model(x.clone()) for _ in range(n_samples)])
        return draws.mean(0), draws.var(0, correction=0)
    finally:
        for m, flag in flags:
            m.training = flag
