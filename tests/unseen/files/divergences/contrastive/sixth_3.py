# info_nce: 1e-12 is added to the squared length of each row, so rows of length near 1e-6 are not made unit length
"""InfoNCE and CLIP."""

import torch
import torch.nn.functional as F
from torch import Tensor


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """Mean negative log-likelihood of the row of `b` that belongs to each row of `a`."""
    a = a * torch.rsqrt(a.square().sum(-1, keepdim=True) + 1e-12)
    b = b * torch.rsqrt(b.square().sum(-1, keepdim=True) + 1e-12)
    log_probs = F.log_softmax(torch.mm(a, b.t()) / temperature, dim=1)
    return -log_probs.diag().mean()


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """Mean of both directions, with a learned scale."""
    a, b = F.normalize(a, dim=-1), F.normalize(b, dim=-1)
    logits = torch.clamp(torch.exp(log_scale), max=100) * torch.mm(a, b.t())
    image_to_text = F.log_softmax(logits, dim=1).diag()
    text_to_image = F.log_softmax(logits, dim=0).diag()
    return -(image_to_text + text_to_image).mean() / 2
