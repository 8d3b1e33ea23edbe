# keeps an element with probability p instead of 1-p (scale 1/(1-p) as asked): right only at p = 0.5 and 1. Clause: "each element is zeroed with probability `p`". Shown by ones(10000), p=0.2, training: about 80 % zeros instead of 20 %
import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    if not training:
        return x
    keep = torch.rand_like(x) < p
    scale = 1 / (1 - p) if p < 1 else 0.0
    return x * keep * scale


def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    flags = {module: module.training for module in model.modules()}
    grad_mode = torch.is_grad_enabled()
    try:
        for module in flags:
            module.training = isinstance(module, nn.Dropout)
        torch.set_grad_enabled(False)
        draws = torch.stack([model(x) for _ in range(n_samples)])
        mean = draws.mean(dim=0)
        return mean, ((draws - mean) ** 2).mean(dim=0)
    finally:
        torch.set_grad_enabled(grad_mode)
        for module, flag in flags.items():
            module.training = flag
