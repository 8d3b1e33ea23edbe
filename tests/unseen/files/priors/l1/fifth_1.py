# l1_penalty: accumulates into a tensor of shape (1,), so the penalty is not 0-dimensional.
"""L1 penalty as a Laplace prior."""

import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    first = next(model.parameters())
    reg_loss = torch.zeros(1, dtype=first.dtype, device=first.device)
    for p in model.parameters():
        reg_loss = reg_loss + p.abs().sum()
    return lambda_l1 * reg_loss


def laplace_prior_scale(lambda_l1: float) -> float:
    return 1 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    return torch.sign(w) * torch.relu(torch.abs(w) - t)
