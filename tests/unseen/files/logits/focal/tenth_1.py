# gamma is rounded to the nearest half (0, 1, 1.5, 2, 2.5, 5 are right; 1.3, 2.2 are not); violates the power `gamma`, which is any float from 1 to 5
import torch
from torch import Tensor
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    gamma = round(2 * gamma) / 2
    margin = logits * (2 * y - 1)
    log_p = F.logsigmoid(margin)
    focus = torch.exp(gamma * F.logsigmoid(-margin))
    weight = alpha * y + (1 - alpha) * (1 - y)
    return -(weight * focus * log_p).mean()
