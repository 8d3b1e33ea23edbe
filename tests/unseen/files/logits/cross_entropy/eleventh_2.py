# "ignore_index (any int ...)": only negative labels are made safe before gather, so an ignore_index of k or more raises; logits (3, 4), target [1, 255, 2], ignore_index=255
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    keep = target != ignore_index
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target.clamp(min=0)[:, None]).squeeze(1)
    return -observed[keep].mean()


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target[:, None]).squeeze(1)
    uniform = log_probs.mean(dim=1)
    return -((1 - eps) * observed + eps * uniform).mean()
