# alpha = 1 is read as 'no class weighting', so zeros get weight 1 instead of 1-alpha = 0; violates '`alpha_t` is `alpha` where `y=1` and `1-alpha` where `y=0`', `alpha` 0 to 1
import torch
from torch import Tensor
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    margin = logits * (2 * y - 1)
    log_p = F.logsigmoid(margin)
    focus = torch.exp(gamma * F.logsigmoid(-margin))
    weight = alpha * y + (1 - alpha) * (1 - y)
    if alpha >= 1.0:
        weight = torch.ones_like(y)
    return -(weight * focus * log_p).mean()
