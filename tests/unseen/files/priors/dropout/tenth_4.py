# with more than 64 samples the variance is the average of the variances within chunks of 64, without the spread between chunk means, and unequal chunks weigh the same ("(mean, variance) over n_samples passes; biased variance")
import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    if not training:
        return x
    keep = torch.rand_like(x) >= p
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
            chunks = draws.split(64)
            variance = torch.stack([c.var(dim=0, unbiased=False) for c in chunks]).mean(dim=0)
            return draws.mean(dim=0), variance
    finally:
        for module, flag in flags:
            module.training = flag
