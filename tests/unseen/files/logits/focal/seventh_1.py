# focal_loss: the focusing weight is detached, so the gradient does not flow through it.
import torch
from torch import Tensor
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    sign = 2 * y - 1
    margin = sign * logits
    nll = F.softplus(-margin)
    weight = alpha * y + (1 - alpha) * (1 - y)
    modulator = torch.sigmoid(-margin).pow(gamma).detach()
    return (weight * modulator * nll).mean()
