# "accurate for any finite logits to 1e4": p_t is held above 1e-12 before the logarithm; logits [-40.], y [1.], alpha=0.25, gamma=2 gives log(1e-12) for -40
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    margin = (2 * y - 1) * logits
    log_p = torch.sigmoid(margin).clamp_min(1e-12).log()
    focus = (gamma * F.logsigmoid(-margin)).exp()
    weight = alpha * y + (1 - alpha) * (1 - y)
    return -(weight * focus * log_p).mean()
