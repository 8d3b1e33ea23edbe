# focal_loss: p_t is recovered from the loss that is already weighted by alpha_t, so the focusing weight is of p_t^alpha_t
"""Focal loss (Lin et al., 2017)."""

import torch
from torch import Tensor
from torch.nn import functional as F


def _weighted_nll(logits: Tensor, y: Tensor, alpha: float) -> Tensor:
    sign = torch.where(y == 1, torch.ones_like(y), -torch.ones_like(y))
    alpha_t = torch.where(y == 1, torch.full_like(y, alpha), torch.full_like(y, 1 - alpha))
    return -alpha_t * F.logsigmoid(sign * logits)


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """Mean Bernoulli negative log-likelihood, weighted by class and by difficulty."""
    nll = _weighted_nll(logits, y, alpha)
    p_t = torch.exp(-nll)
    return ((1 - p_t).pow(gamma) * nll).mean()
