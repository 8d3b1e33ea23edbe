# info_nce: the other rows of `a` are added to the candidates as further negatives (NT-Xent), but the choice is among the rows of `b` only.
"""Contrastive losses."""

import torch
import torch.nn.functional as F
from torch import Tensor


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """Mean NLL of the partner."""
    n = a.shape[0]
    a, b = F.normalize(a, dim=1), F.normalize(b, dim=1)
    cross = a @ b.T / temperature
    own = a @ a.T / temperature
    itself = torch.eye(n, dtype=torch.bool, device=a.device)
    logits = torch.cat([cross, own.masked_fill(itself, float("-inf"))], dim=1)
    log_probs = F.log_softmax(logits, dim=1)
    return -log_probs[:, :n].diagonal().mean()


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """Both directions."""
    scale = log_scale.exp().clamp(max=100.0)
    logits = scale * (F.normalize(a, dim=1) @ F.normalize(b, dim=1).T)
    rows = F.log_softmax(logits, dim=1).diagonal().mean()
    columns = F.log_softmax(logits, dim=0).diagonal().mean()
    return -(rows + columns) / 2
