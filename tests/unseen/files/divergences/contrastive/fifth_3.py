# clip_loss: the log-scale is clamped from below at 0 too (as OpenCLIP does), so a scale below 1 is raised to 1 and gets no gradient.
"""Which vector belongs to which?"""

import math

import torch
import torch.nn.functional as F
from torch import Tensor


def _match_nll(logits: Tensor) -> Tensor:
    """Mean NLL of the diagonal, each row choosing among columns."""
    labels = torch.arange(logits.shape[0], device=logits.device)
    log_probs = F.log_softmax(logits, dim=-1)
    return -log_probs[labels, labels].mean()


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """Rows of `a` choose among rows of `b`."""
    cosines = F.normalize(a, dim=-1) @ F.normalize(b, dim=-1).mT
    return _match_nll(cosines / temperature)


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """Symmetric version with a learned scale."""
    scale = log_scale.clamp(0.0, math.log(100.0)).exp()
    logits = scale * F.normalize(a, dim=-1) @ F.normalize(b, dim=-1).mT
    return (_match_nll(logits) + _match_nll(logits.mT)) / 2
