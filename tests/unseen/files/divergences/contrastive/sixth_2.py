# clip_loss: the bound is imposed by clamping the caller's log_scale in place through .data, so the argument changes and its gradient above the bound is not 0
"""InfoNCE and CLIP."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor


def _diagonal_nll(logits: Tensor) -> Tensor:
    return -torch.diagonal(F.log_softmax(logits, dim=-1)).mean()


def _cosines(a: Tensor, b: Tensor) -> Tensor:
    return torch.einsum("id,jd->ij", F.normalize(a, dim=-1), F.normalize(b, dim=-1))


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """Mean negative log-likelihood of the row of `b` that belongs to each row of `a`."""
    return _diagonal_nll(_cosines(a, b) / temperature)


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """Mean of both directions, with a learned scale."""
    log_scale.data.clamp_(max=math.log(100.0))
    logits = log_scale.exp() * _cosines(a, b)
    return (_diagonal_nll(logits) + _diagonal_nll(logits.t())) / 2
