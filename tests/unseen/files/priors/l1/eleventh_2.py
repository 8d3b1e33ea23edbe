# only parameters of Linear and Conv2d layers are penalised. Clause: "`lambda * sum abs(p)` over all parameters", "All parameters is `model.parameters()`". Shown by a module with a bare nn.Parameter([1.,-2.]) or a LayerNorm/Embedding, lambda=1: 0 for them instead of 3
import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    layers = [m for m in model.modules() if isinstance(m, (nn.Linear, nn.Conv2d))]
    distinct = {id(p): p for m in layers for p in m.parameters(recurse=False)}
    total = next(model.parameters()).new_zeros(())
    for p in distinct.values():
        total = total + p.abs().sum()
    return lambda_l1 * total


def laplace_prior_scale(lambda_l1: float) -> float:
    return 1 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    magnitude = torch.clamp(w.abs() - t, min=0)
    return torch.sign(w) * magnitude
