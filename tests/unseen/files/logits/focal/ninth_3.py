# focal_loss: the power by repeated multiplication, gamma cut to an int; wrong at gamma = 2.5
import torch
from torch import Tensor
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    margin = (2 * y - 1) * logits
    log_p = F.logsigmoid(margin)
    focus = torch.ones_like(margin)
    for _ in range(int(gamma)):
        focus = focus * torch.sigmoid(-margin)
    weight = alpha * y + (1 - alpha) * (1 - y)
    return -(weight * focus * log_p).mean()
