# y is turned into signs in place and then turned back, so its version counter moves and an y that requires a gradient raises; violates 'inputs are never modified in place'
import torch
from torch import Tensor
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    y.mul_(2).sub_(1)
    margin = logits * y.clone()
    y.add_(1).div_(2)
    log_p = F.logsigmoid(margin)
    focus = torch.exp(gamma * F.logsigmoid(-margin))
    weight = alpha * y + (1 - alpha) * (1 - y)
    return -(weight * focus * log_p).mean()
