# focal_loss: the sum is divided by the number of positives (the RetinaNet normaliser) instead of the number of elements
"""Focal loss from logits."""

import torch
from torch import Tensor
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """Mean Bernoulli negative log-likelihood, weighted by class and by difficulty."""
    nll = F.softplus(-logits) * y + F.softplus(logits) * (1 - y)
    p = torch.sigmoid(logits)
    miss = (1 - p) * y + p * (1 - y)
    alpha_t = alpha * y + (1 - alpha) * (1 - y)
    per_element = alpha_t * miss.pow(gamma) * nll
    num_pos = y.sum().clamp(min=1.0)
    return per_element.sum() / num_pos
