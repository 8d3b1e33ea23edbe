# focal_loss: log(p_t + 1e-12); wrong at a logit of -1e4 with y = 1 (27.6 instead of 1e4)
import torch
from torch import Tensor
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    margin = (2 * y - 1) * logits
    log_p = torch.log(torch.sigmoid(margin) + 1e-12)
    focus = torch.sigmoid(-margin) ** gamma
    weight = alpha * y + (1 - alpha) * (1 - y)
    return -(weight * focus * log_p).mean()
