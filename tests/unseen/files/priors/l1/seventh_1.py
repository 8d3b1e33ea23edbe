# l1_penalty: parameters that do not require a gradient are skipped, but frozen ones belong to the penalty.
import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    first = next(model.parameters())
    total = torch.zeros((), dtype=first.dtype, device=first.device)
    for p in model.parameters():
        if not p.requires_grad:
            continue
        total = total + p.abs().sum()
    return lambda_l1 * total


def laplace_prior_scale(lambda_l1: float) -> float:
    return 1.0 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    return torch.sign(w) * torch.relu(torch.abs(w) - t)
