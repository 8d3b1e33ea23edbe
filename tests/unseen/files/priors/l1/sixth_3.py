# soft_threshold: shrinks by the norm of the whole tensor (the group-lasso proximal step) instead of each element by its own size.
"""L1 penalty and its proximal step."""

import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """Sum of absolute values of all parameters, times lambda."""
    flat = nn.utils.parameters_to_vector(model.parameters())
    return lambda_l1 * flat.abs().sum()


def laplace_prior_scale(lambda_l1: float) -> float:
    """abs(w)/b = lambda*abs(w)."""
    return 1.0 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    """Proximal operator: keep the direction, shorten the length by t."""
    length = w.square().sum().sqrt()
    if length <= t:
        return w * 0
    return w * ((length - t) / length)
