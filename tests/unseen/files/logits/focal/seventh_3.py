# focal_loss: works from probabilities clamped to [1e-6, 1 - 1e-6], so confident mistakes cost at most 13.8 and have no gradient.
import torch
from torch import Tensor

_EPS = 1e-6


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """Focal loss of Lin et al., averaged over all elements."""
    p = torch.sigmoid(logits).clamp(_EPS, 1.0 - _EPS)
    p_t = torch.where(y == 1, p, 1.0 - p)
    alpha_t = torch.where(y == 1, torch.full_like(p, alpha), torch.full_like(p, 1.0 - alpha))
    per_element = -alpha_t * (1.0 - p_t) ** gamma * torch.log(p_t)
    return per_element.mean()
