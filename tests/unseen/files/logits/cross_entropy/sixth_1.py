# cross_entropy: the mask of counted rows is computed after the ignored targets were replaced by class 0, so ignored rows count as class 0
"""Cross-entropy with padding and with smoothing."""

import torch
from torch import Tensor
from torch.nn import functional as F


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """Mean negative log-likelihood of class labels, of the rows that count."""
    target = torch.where(target == ignore_index, torch.zeros_like(target), target)
    log_probs = F.log_softmax(logits, dim=1)
    picked = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    valid = target != ignore_index
    return -picked[valid].mean()


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """Mean cross-entropy against targets that are mixed with the uniform distribution."""
    log_probs = F.log_softmax(logits, dim=1)
    nll = -log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    smooth = -log_probs.mean(dim=1)
    return ((1 - eps) * nll + eps * smooth).mean()
