# smoothed_cross_entropy: scatter_ overwrites the label's entry with 1-eps, so the label's own share eps/k of the uniform distribution is lost
"""Cross-entropy with ignored rows and label smoothing."""

import torch
from torch import Tensor
from torch.nn import functional as F


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """Mean NLL over rows whose target is not ignore_index."""
    keep = target.ne(ignore_index).nonzero().squeeze(1)
    logits, target = logits.index_select(0, keep), target.index_select(0, keep)
    log_z = torch.logsumexp(logits, dim=1)
    return (log_z - logits[torch.arange(len(keep), device=logits.device), target]).mean()


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """Mean cross-entropy against smoothed targets."""
    k = logits.shape[1]
    log_probs = F.log_softmax(logits, dim=1)
    q = torch.full_like(log_probs, eps / k, requires_grad=False)
    q.scatter_(1, target[:, None], 1.0 - eps)
    return -(q * log_probs).sum(dim=1).mean()
