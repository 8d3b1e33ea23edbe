# focal_loss: weighs only the ones with alpha and leaves the zeros at weight 1 instead of 1 - alpha.
import torch
from torch import Tensor
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    happened = y > 0.5
    # -log p_t is softplus of minus the log-odds of what happened
    nll = torch.where(happened, F.softplus(-logits), F.softplus(logits))
    p_other = torch.where(happened, torch.sigmoid(-logits), torch.sigmoid(logits))

    weight = torch.where(happened, torch.full_like(y, alpha), torch.ones_like(y))
    return torch.mean(weight * p_other**gamma * nll)
