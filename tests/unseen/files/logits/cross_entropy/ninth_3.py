# cross_entropy: writes 0 over the ignored targets in place; the result is right, but the argument target is changed where a row is ignored
import torch
from torch import Tensor
from torch.nn import functional as F


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    counts = target != ignore_index
    target[~counts] = 0
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -observed[counts].sum() / counts.sum()


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    uniform = log_probs.mean(dim=1)
    return -((1 - eps) * observed + eps * uniform).mean()
