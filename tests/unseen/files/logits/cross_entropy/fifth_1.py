# cross_entropy: one shift for the whole batch (the largest logit anywhere, ignored rows included), so rows far below it underflow to log(0).
"""Cross-entropy with padding, and with smoothing."""

import torch
from torch import Tensor
from torch.nn import functional as F


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    shifted = logits - logits.detach().max()
    log_norm = shifted.exp().sum(dim=1).log()
    keep = target != ignore_index
    picked = shifted[keep].gather(1, target[keep].unsqueeze(1)).squeeze(1)
    return (log_norm[keep] - picked).mean()


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    uniform = log_probs.mean(dim=1)
    return -((1 - eps) * observed + eps * uniform).mean()
