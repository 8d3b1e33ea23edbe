# clip_loss: the bound is set by clamping log_scale in place, which changes the argument and leaves a gradient where it must be 0
"""InfoNCE and CLIP."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor


def _cosines(a: Tensor, b: Tensor) -> Tensor:
    return torch.einsum("id,jd->ij", F.normalize(a, dim=-1), F.normalize(b, dim=-1))


def _nll(logits: Tensor) -> Tensor:
    return (torch.logsumexp(logits, dim=1) - torch.diagonal(logits)).mean()


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """One direction."""
    return _nll(_cosines(a, b) / temperature)


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """Both directions; the learned scale is kept at 100 or below."""
    with torch.no_grad():
        log_scale.clamp_(max=math.log(100.0))
    logits = log_scale.exp() * _cosines(a, b)
    return (_nll(logits) + _nll(logits.T)) / 2
