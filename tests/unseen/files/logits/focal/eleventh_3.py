# "the gradient to logits flows through (1-p_t)^gamma too": the focusing weight is detached; logits [0.5], y [1.], alpha=0.25, gamma=2
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    margin = (2 * y - 1) * logits
    log_p = F.logsigmoid(margin)
    focus = (gamma * F.logsigmoid(-margin)).exp().detach()
    weight = alpha * y + (1 - alpha) * (1 - y)
    return -(weight * focus * log_p).mean()
