# laplace_prior_scale: returns the standard deviation sqrt(2)/lambda of the Laplace prior and not its scale 1/lambda.
"""Lasso as maximum a posteriori."""

import math

import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """L1 penalty over all parameters of a model."""
    return lambda_l1 * sum(torch.linalg.vector_norm(p, ord=1) for p in model.parameters())


def laplace_prior_scale(lambda_l1: float) -> float:
    """Scale of the Laplace prior: the penalty lambda*|w| is |w|/b, and Var[w] = 2 b^2."""
    variance = 2.0 / lambda_l1**2
    return math.sqrt(variance)


def soft_threshold(w: Tensor, t: float) -> Tensor:
    """Proximal step: each weight minus its projection on [-t, t]."""
    return w - w.clamp(-t, t)
