# focal_loss: clamps the probability to [1e-7, 1 - 1e-7] and takes its logarithm, so a confident mistake costs at most about 16 and has gradient 0 instead of growing with the logit.
import torch
from torch import Tensor


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """Lin et al., 2017: FL(p_t) = -alpha_t (1 - p_t)^gamma log(p_t)."""
    p = torch.sigmoid(logits).clamp(1e-7, 1 - 1e-7)
    p_t = y * p + (1 - y) * (1 - p)
    alpha_t = y * alpha + (1 - y) * (1 - alpha)
    loss = -alpha_t * (1 - p_t) ** gamma * torch.log(p_t)
    return loss.mean()
