# focal_loss: alpha = 0 is taken for `no class weights` (truth value of a float); wrong at alpha = 0.0
import torch
from torch import Tensor
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    margin = (2 * y - 1) * logits
    log_p = F.logsigmoid(margin)
    focus = torch.sigmoid(-margin) ** gamma
    weight = alpha * y + (1 - alpha) * (1 - y) if alpha else 1.0
    return -(weight * focus * log_p).mean()
