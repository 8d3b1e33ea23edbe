# mc_dropout_predict: only the root's flag is kept and set on all submodules, so a submodule in another mode is changed.
import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    if not training:
        return x
    keep = torch.rand_like(x) >= p
    scale = 0.0 if p == 1 else 1 / (1 - p)
    return torch.where(keep, x * scale, torch.zeros_like(x))


@torch.no_grad()
def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    was_training = model.training
    try:
        model.eval()
        for m in model.modules():
            if isinstance(m, nn.Dropout):
                m.train()
        preds = torch.stack([model(x.clone()) for _ in range(n_samples)])
        return preds.mean(dim=0), preds.var(dim=0, unbiased=False)
    finally:
        model.train(was_training)
