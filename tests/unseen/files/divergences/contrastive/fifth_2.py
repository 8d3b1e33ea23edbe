# info_nce: rows are divided by their length plus 1e-8, which shortens rows of length 1e-6 by one percent.
"""InfoNCE and CLIP."""

import torch
import torch.nn.functional as F
from torch import Tensor


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    a = a / (a.norm(dim=-1, keepdim=True) + 1e-8)
    b = b / (b.norm(dim=-1, keepdim=True) + 1e-8)
    logits = torch.einsum("id,jd->ij", a, b) / temperature
    log_probs = F.log_softmax(logits, dim=-1)
    return -torch.einsum("ii->i", log_probs).mean()


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    scale = torch.clamp(torch.exp(log_scale), max=100.0)
    cosines = F.normalize(a, dim=-1) @ F.normalize(b, dim=-1).t()
    logits = scale * cosines
    right = logits.diagonal()
    a_to_b = torch.logsumexp(logits, dim=1) - right
    b_to_a = torch.logsumexp(logits, dim=0) - right
    return 0.5 * (a_to_b.mean() + b_to_a.mean())
