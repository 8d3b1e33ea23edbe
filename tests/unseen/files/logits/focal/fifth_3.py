# focal_loss: the focusing weight is exp(gamma*log1p(-p_t)), which is nan in value (gamma = 0) or gradient once p_t rounds to 1.
"""Focal loss, everything in the log domain."""

import torch
from torch import Tensor
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """-alpha_t * (1 - p_t)^gamma * log p_t, averaged."""
    sign = y * 2 - 1
    log_pt = F.logsigmoid(sign * logits)
    log_focus = gamma * torch.log1p(-torch.exp(log_pt))
    alpha_t = y * alpha + (1 - y) * (1 - alpha)
    return torch.mean(-alpha_t * torch.exp(log_focus) * log_pt)
