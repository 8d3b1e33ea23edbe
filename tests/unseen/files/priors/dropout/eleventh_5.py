# drops a fixed number round(p*n) of random elements instead of each one independently: same mean and scale. Clause: "each element is zeroed with probability `p`, independently". Shown by ones(50), p=0.3: exactly 15 zeros in every call
import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    if not training:
        return x
    order = torch.rand(x.numel(), device=x.device).argsort().argsort()
    keep = (order >= round(p * x.numel())).reshape(x.shape)
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
