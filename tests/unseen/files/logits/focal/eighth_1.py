# focal_loss: computes the focusing weight (1 - p_t)^gamma without gradient, so the value is right but the gradient misses the part that flows through the weight.
import torch
from torch import Tensor
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """Focal loss from logits."""
    sign = 2 * y - 1
    margin = sign * logits

    with torch.no_grad():
        focus = torch.sigmoid(-margin).pow(gamma)
        alpha_t = alpha * y + (1 - alpha) * (1 - y)

    return -(alpha_t * focus * F.logsigmoid(margin)).mean()
