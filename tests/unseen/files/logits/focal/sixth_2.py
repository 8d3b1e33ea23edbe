# focal_loss: the log-probability is floored at -100, so confident mistakes have a loss of 100 and no gradient
"""Focal loss from logits."""

import torch
from torch import Tensor
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """Mean Bernoulli negative log-likelihood, weighted by class and by difficulty."""
    margin = (2 * y - 1) * logits
    log_p = F.logsigmoid(margin).clamp(min=-100.0)
    focus = torch.sigmoid(-margin) ** gamma
    weight = torch.where(y == 1, alpha, 1 - alpha)
    return (-weight * focus * log_p).mean()
