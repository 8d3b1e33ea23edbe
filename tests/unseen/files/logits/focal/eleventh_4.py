# "alpha_t is 1-alpha where y=0": with gamma = 0 and alpha = 1 the loss is taken for the plain unweighted one, but rows with y=0 must count 0; logits [1., 1.], y [0., 1.], alpha=1, gamma=0
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    margin = (2 * y - 1) * logits
    log_p = F.logsigmoid(margin)
    focus = (gamma * F.logsigmoid(-margin)).exp()
    weight = alpha * y + (1 - alpha) * (1 - y)
    if gamma == 0 and alpha == 1:
        return -log_p.mean()
    return -(weight * focus * log_p).mean()
