# cross_entropy: ignored targets are set to 0 in place, so the caller's target tensor is changed
"""Cross-entropy, with padding and smoothing."""

import torch
from torch import Tensor
from torch.nn import functional as F


def _pick(log_probs: Tensor, target: Tensor) -> Tensor:
    rows = torch.arange(log_probs.shape[0], device=log_probs.device)
    return log_probs[rows, target]


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """Mean negative log-likelihood of class labels, of the rows that count.

    Rows that are ignored get a legal class, so that indexing works, and weight 0.
    """
    ignored = target == ignore_index
    target[ignored] = 0
    log_probs = F.log_softmax(logits, dim=-1)
    weight = (~ignored).to(log_probs.dtype)
    return -(weight * _pick(log_probs, target)).sum() / weight.sum()


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """Mean cross-entropy against targets that are mixed with the uniform distribution."""
    log_probs = F.log_softmax(logits, dim=-1)
    k = logits.shape[-1]
    per_row = (1.0 - eps) * _pick(log_probs, target) + eps / k * log_probs.sum(dim=-1)
    return -per_row.mean()
