# "alpha_t is alpha where y=1 and 1-alpha where y=0", alpha 0 to 1: alpha = 0 is taken for "no class weights", but ones must count 0 and zeros 1; logits [1., 1.], y [0., 1.], alpha=0, gamma=2
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    margin = (2 * y - 1) * logits
    log_p = F.logsigmoid(margin)
    focus = (gamma * F.logsigmoid(-margin)).exp()
    weight = alpha * y + (1 - alpha) * (1 - y) if alpha else torch.ones_like(y)
    return -(weight * focus * log_p).mean()
