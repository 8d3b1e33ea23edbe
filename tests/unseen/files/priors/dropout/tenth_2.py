# an input of 4 or more dimensions is dropped by whole channels ("each element is zeroed", independently)
import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    if not training:
        return x
    shape = (*x.shape[:2], *(1 for _ in x.shape[2:])) if x.dim() >= 4 else x.shape
    keep = torch.rand(shape, dtype=x.dtype, device=x.device) >= p
    scale = 1 / (1 - p) if p < 1 else 0.0
    return x * keep * scale


def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    flags = [(m, m.training) for m in model.modules()]
    try:
        model.eval()
        for name, module in model.named_modules():
            if isinstance(module, nn.Dropout):
                module.train()
        with torch.no_grad():
            draws = torch.stack([model(x) for _ in range(n_samples)])
            return draws.mean(dim=0), draws.var(dim=0, unbiased=False)
    finally:
        for module, flag in flags:
            module.training = flag
