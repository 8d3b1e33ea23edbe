# mc_dropout_predict: always switches gradients on at the end; called under torch.no_grad() it leaves grad mode on
import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    if not training:
        return x
    keep = torch.rand(x.shape, dtype=x.dtype, device=x.device) >= p
    scale = 1 / (1 - p) if p < 1 else 0.0
    return x * keep.to(x.dtype) * scale


def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    flags = [(m, m.training) for m in model.modules()]
    try:
        torch.set_grad_enabled(False)
        for m, _ in flags:
            m.training = isinstance(m, nn.Dropout)
        samples = torch.stack([model(x) for _ in range(n_samples)])
        mean = samples.mean(dim=0)
        return mean, ((samples - mean) ** 2).mean(dim=0)
    finally:
        torch.set_grad_enabled(True)
        for m, flag in flags:
            m.training = flag
