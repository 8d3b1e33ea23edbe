# clip_loss: the second direction transposes the logits and also normalizes along dimension 0, which is the first direction again
"""Contrastive losses: InfoNCE and CLIP."""

import torch
import torch.nn.functional as F
from torch import Tensor


def unit(v: Tensor) -> Tensor:
    """Rows of unit length."""
    return v / torch.linalg.vector_norm(v, dim=1, keepdim=True)


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """Mean negative log-likelihood of the row of b that belongs to each row of a."""
    logits = unit(a).matmul(unit(b).t()).div(temperature)
    labels = torch.arange(a.shape[0], device=a.device)
    return -F.log_softmax(logits, dim=1)[labels, labels].mean()


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """Mean of both directions, with a learned scale."""
    scale = torch.clamp(torch.exp(log_scale), max=100)
    logits_a = scale * (unit(a) @ unit(b).t())
    logits_b = logits_a.t()
    labels = torch.arange(a.shape[0], device=a.device)
    loss_a = -F.log_softmax(logits_a, dim=1)[labels, labels].mean()
    loss_b = -F.log_softmax(logits_b, dim=0)[labels, labels].mean()
    return 0.5 * (loss_a + loss_b)
