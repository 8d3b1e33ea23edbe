# focal_loss: the sum is divided by the number of positives (as detectors do) instead of the number of elements.
"""Focal loss."""

import torch
from torch import Tensor
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """Bernoulli NLL weighted by class and by difficulty."""
    margin = (2 * y - 1) * logits
    log_p = F.logsigmoid(margin)
    focus = torch.sigmoid(-margin) ** gamma
    weight = alpha * y + (1 - alpha) * (1 - y)
    loss = -weight * focus * log_p
    return loss.sum() / y.sum().clamp(min=1.0)
