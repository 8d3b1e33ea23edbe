# no special case for p = 1: 0/0 gives nan. Clause: "`p = 0` and `p = 1` work", "at `p = 1` everything is exactly 0, never nan". Shown by x=[1.,2.], p=1., training: nan instead of 0
import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    if not training:
        return x
    keep = torch.rand_like(x) >= p
    return x * keep / (1 - p)


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
