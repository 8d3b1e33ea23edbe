# the global grad mode is switched off and restored only if no pass raises. Clause: "the global grad mode are as before, also when the forward pass raises". Shown by a model whose forward raises, called with gradients enabled: torch.is_grad_enabled() is False afterwards
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
            module.training = isinstance(module, nn.Dropout)
        torch.set_grad_enabled(False)
        draws = torch.stack([model(x) for _ in range(n_samples)])
        mean = draws.mean(dim=0)
        variance = ((draws - mean) ** 2).mean(dim=0)
        torch.set_grad_enabled(grad_mode)
        return mean, variance
    finally:
        for module, flag in flags.items():
            module.training = flag
