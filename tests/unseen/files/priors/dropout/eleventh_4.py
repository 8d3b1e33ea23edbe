# a model that is already in training mode is left as it is ("dropout is active"): batch norm then uses batch statistics and updates its buffers; right if it comes in evaluation mode, or without batch norm. Clause: "every other layer (batch norm, say) in evaluation mode". Shown by Sequential(Linear, BatchNorm1d, Dropout).train(): running_mean changes
import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    if not training:
        return x
    keep = torch.rand_like(x) >= p
    scale = 1 / (1 - p) if p < 1 else 0.0
    return x * keep * scale


def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    flags = {module: module.training for module in model.modules()}
    grad_mode = torch.is_grad_enabled()
    try:
        for module in flags:
            if not model.training:
                module.training = isinstance(module, nn.Dropout)
        torch.set_grad_enabled(False)
        draws = torch.stack([model(x) for _ in range(n_samples)])
        mean = draws.mean(dim=0)
        return mean, ((draws - mean) ** 2).mean(dim=0)
    finally:
        torch.set_grad_enabled(grad_mode)
        for module, flag in flags.items():
            module.training = flag
