# "mean over the rows whose target is not ignore_index": negative labels are wrapped as Python indices, so ignore_index=-1 drops the rows of the last class too; logits (3, 4), target [3, -1, 0], ignore_index=-1
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    k = logits.shape[1]
    wrapped = torch.where(target < 0, target + k, target)
    keep = wrapped != (ignore_index + k if ignore_index < 0 else ignore_index)
    logits, target = logits[keep], target[keep]
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target[:, None]).squeeze(1)
    return -observed.mean()


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target[:, None]).squeeze(1)
    uniform = log_probs.mean(dim=1)
    return -((1 - eps) * observed + eps * uniform).mean()
