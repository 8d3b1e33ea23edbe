# "mean of": a weighted mean, divided by the sum of the class weights instead of the number of elements; logits [1., -2.], y [1., 0.], alpha=0.25, gamma=2
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    margin = (2 * y - 1) * logits
    log_p = F.logsigmoid(margin)
    focus = (gamma * F.logsigmoid(-margin)).exp()
    weight = alpha * y + (1 - alpha) * (1 - y)
    return -(weight * focus * log_p).sum() / weight.sum().clamp_min(torch.finfo(logits.dtype).tiny)
