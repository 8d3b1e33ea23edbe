# value right, but the scale 1/(1-p) is missing in the gradient. Clause: "The gradient for `x` is the same mask, with the same scale, as for the values". Shown by x=[1.]*10, p=0.5, training: gradients 0 or 1 instead of 0 or 2
import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    if not training:
        return x
    keep = torch.rand_like(x) >= p
    scale = 1 / (1 - p) if p < 1 else 0.0
    kept = x * keep
    return kept + (kept * (scale - 1)).detach()


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
