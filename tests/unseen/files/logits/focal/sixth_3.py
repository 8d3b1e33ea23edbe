# focal_loss: for gamma = 0 it returns the plain unweighted Bernoulli NLL and forgets the class weight alpha
"""Focal loss from logits."""

import torch
from torch import Tensor
from torch.nn import functional as F


def _bernoulli_nll(logits: Tensor, y: Tensor) -> Tensor:
    """Elementwise and stable: log-odds of what happened, then softplus of minus that."""
    return -F.logsigmoid(torch.where(y > 0.5, logits, -logits))


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """Mean Bernoulli negative log-likelihood, weighted by class and by difficulty."""
    nll = _bernoulli_nll(logits, y)
    if gamma == 0:
        # no focusing: the power would only multiply by one
        return nll.mean()
    log_miss = F.logsigmoid(torch.where(y > 0.5, -logits, logits))
    focus = torch.exp(gamma * log_miss)
    class_weight = y * alpha + (1 - y) * (1 - alpha)
    return torch.mean(class_weight * focus * nll)
