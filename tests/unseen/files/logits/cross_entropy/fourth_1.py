# cross_entropy: where ignore_index is one of the classes, its column is also taken out of the softmax of the rows that count
"""Cross-entropy, with padding and smoothing."""

import torch
from torch import Tensor
from torch.nn import functional as F


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """Mean negative log-likelihood of class labels, of the rows that count."""
    n, k = logits.shape
    rows = target != ignore_index
    logits, target = logits[rows], target[rows]
    if 0 <= ignore_index < k:
        # the padding class is never predicted
        padding = torch.arange(k, device=logits.device) == ignore_index
        logits = logits.masked_fill(padding, float("-inf"))
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -observed.mean()


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """Mean cross-entropy against targets that are mixed with the uniform distribution."""
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    uniform = log_probs.mean(dim=1)
    return -((1 - eps) * observed + eps * uniform).mean()
