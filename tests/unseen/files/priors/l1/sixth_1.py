# l1_penalty: torch.linalg.norm(p, ord=1) of a weight matrix is the largest column sum (the induced norm), not the sum of all absolute values.
"""L1: a Laplace prior, and exact zeros."""

import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    per_parameter = [
        torch.linalg.norm(p, ord=1) if p.dim() in (1, 2) else p.abs().sum()
        for p in model.parameters()
    ]
    return lambda_l1 * torch.stack(per_parameter).sum()


def laplace_prior_scale(lambda_l1: float) -> float:
    return 1 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    return torch.sign(w) * torch.clamp(w.abs() - t, min=0)
