# mc_dropout_predict: only the root's training flag is remembered and put back with model.train(flag), so submodules whose mode differed from the root's (a frozen batch norm) are changed.
import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    if not training:
        return x
    mask = torch.bernoulli(torch.full_like(x, 1.0 - p))
    scale = 1.0 / (1.0 - p) if p < 1.0 else 0.0
    return x * (mask * scale)


def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    was_training = model.training
    model.eval()
    for layer in model.modules():
        if isinstance(layer, nn.Dropout):
            layer.train()
    try:
        with torch.no_grad():
            samples = torch.stack([model(x) for _ in range(n_samples)], dim=0)
            mean = samples.mean(dim=0)
            variance = ((samples - mean) ** 2).mean(dim=0)
    finally:
        model.train(was_training)
    return mean, variance
