# dropout: one mask is drawn for a single row and shared by the whole first dimension, so the elements are not dropped independently.
import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    if not training or p == 0:
        return x
    if p >= 1:
        return x * 0.0
    shape = x.shape if x.dim() < 2 else (1, *x.shape[1:])
    keep = torch.rand(shape, device=x.device) >= p
    return x * keep.to(x.dtype) / (1 - p)


def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    flags = {m: m.training for m in model.modules()}
    try:
        model.eval()
        for m in model.modules():
            if isinstance(m, nn.Dropout):
                m.training = True
        with torch.no_grad():
            draws = torch.stack([model(x) for _ in range(n_samples)])
        return draws.mean(0), draws.var(0, unbiased=False)
    finally:
        for m, flag in flags.items():
            m.training = flag
