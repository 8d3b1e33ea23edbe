# info_nce: 1e-6 is added to the length of each row, so short rows are not made unit length
"""Contrastive losses."""

import torch
import torch.nn.functional as F
from torch import Tensor


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """Mean NLL of the right row of b for each row of a."""
    a = a / (a.norm(dim=1, keepdim=True) + 1e-6)
    b = b / (b.norm(dim=1, keepdim=True) + 1e-6)
    cosines = a @ b.T
    log_probs = F.log_softmax(cosines / temperature, dim=1)
    return -log_probs.diagonal().mean()


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """Mean of both directions, with a learned scale."""
    scale = log_scale.exp().clamp(max=100.0)
    logits = scale * F.normalize(a, dim=1) @ F.normalize(b, dim=1).T
    rows = F.log_softmax(logits, dim=1).diagonal().mean()
    columns = F.log_softmax(logits, dim=0).diagonal().mean()
    return -(rows + columns) / 2
