# smoothed_cross_entropy: it returns the KL divergence from the smoothed targets, that is the cross-entropy minus the targets' entropy.
"""Label smoothing in the way of the big Transformer tutorials."""

import torch
from torch import Tensor
from torch.nn import functional as F


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """Mean NLL of the rows that count."""
    rows = torch.nonzero(target != ignore_index).flatten()
    log_probs = F.log_softmax(logits.index_select(0, rows), dim=-1)
    labels = target.index_select(0, rows)
    return -log_probs.gather(-1, labels[:, None]).mean()


class _Smoother:
    def __init__(self, k: int, eps: float):
        self.k, self.eps = k, eps

    def targets(self, labels: Tensor, like: Tensor) -> Tensor:
        dist = torch.full_like(like, self.eps / self.k, requires_grad=False)
        hot = torch.zeros_like(dist).scatter_(1, labels[:, None], 1.0)
        return dist + (1.0 - self.eps) * hot


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """Mean loss against smoothed targets."""
    log_probs = F.log_softmax(logits, dim=-1)
    true_dist = _Smoother(logits.shape[1], eps).targets(target, logits.detach())
    per_class = torch.xlogy(true_dist, true_dist) - true_dist * log_probs
    return per_class.sum(dim=-1).mean()
