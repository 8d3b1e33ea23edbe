# focal_loss: alpha multiplies every element, where zeros should have the weight 1-alpha
"""Focal loss: a likelihood that looks at hard cases."""

import torch
from torch import Tensor
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """alpha * (1 - p_t)^gamma * bce, averaged."""
    bce = torch.where(y > 0.5, F.softplus(-logits), F.softplus(logits))
    log_not = torch.where(y > 0.5, F.logsigmoid(-logits), F.logsigmoid(logits))
    modulator = torch.exp(gamma * log_not)
    return torch.mean(alpha * modulator * bce)
