# focal_loss: a truth test `if alpha` skips the class weights when alpha is 0, where ones should weigh 0.
"""Focal loss (Lin et al., 2017)."""

import torch
from torch import Tensor
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    happened = y > 0.5
    margin = torch.where(happened, logits, -logits)
    ce = -F.logsigmoid(margin)

    p_miss = torch.sigmoid(-margin)
    loss = ce * p_miss.pow(gamma) if gamma else ce

    if alpha:
        loss = loss * (alpha * y + (1 - alpha) * (1 - y))

    return loss.mean()
