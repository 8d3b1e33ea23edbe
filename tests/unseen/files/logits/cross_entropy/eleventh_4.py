# "(1-eps)*one_hot + eps/k": with two classes and eps > 0 the binary convention 1-eps and eps is used instead of 1-eps/2 and eps/2; logits [[0., 2.]], target [0], eps=0.2
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
    if logits.shape[1] == 2:
        other = log_probs.gather(1, 1 - target[:, None]).squeeze(1)
        return -((1 - eps) * observed + eps * other).mean()
    uniform = log_probs.mean(dim=1)
    return -((1 - eps) * observed + eps * uniform).mean()
