# dropout: one mask is drawn for the trailing dimensions and shared by all rows of the first dimension, so the elements of a batch are not dropped independently.
import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    if not training or p == 0:
        return x
    if p == 1:
        return x * 0
    shape = x.shape[1:] if x.dim() > 1 else x.shape
    keep = torch.rand(shape, device=x.device) >= p
    return torch.where(keep, x / (1 - p), torch.zeros_like(x))


def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    flags = [(module, module.training) for module in model.modules()]
    try:
        for module, _ in flags:
            module.training = isinstance(module, nn.Dropout)
        with torch.no_grad():
            draws = torch.stack([model(x) for _ in range(n_samples)])
            return draws.mean(dim=0), draws.var(dim=0, unbiased=False)
    finally:
        for module, flag in flags:
            module.training = flag
