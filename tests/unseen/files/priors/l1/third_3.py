# soft_threshold: the multiplicative form w*max(1 - t/|w|, 0) has a nan gradient at w = 0.
import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """L1 penalty over all parameters of a model."""
    per_parameter = [torch.sum(torch.abs(p)) for p in model.parameters()]
    return lambda_l1 * sum(per_parameter)


def laplace_prior_scale(lambda_l1: float) -> float:
    """-log p(w) = |w|/b + const, so lambda = 1/b."""
    return 1 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    """Shrinkage operator, written as the group lasso does it."""
    shrink = torch.relu(1 - t / w.abs())
    return w * shrink
