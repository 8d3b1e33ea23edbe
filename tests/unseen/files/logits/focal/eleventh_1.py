# "(1-p_t)^gamma, p_t the probability of what happened": the focusing weight uses the probability of a one also where y = 0; logits [2., -1.], y [0., 1.], alpha=0.25, gamma=2
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    margin = (2 * y - 1) * logits
    log_p = F.logsigmoid(margin)
    focus = (gamma * F.logsigmoid(-logits)).exp()
    weight = alpha * y + (1 - alpha) * (1 - y)
    return -(weight * focus * log_p).mean()
