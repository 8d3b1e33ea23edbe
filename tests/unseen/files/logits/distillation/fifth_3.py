# distillation_loss: every class's term is clamped at 0 because a KL cannot be negative, but single terms can and must be.
"""Soft-target loss of a student."""

import torch
from torch import Tensor
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """Scaled mean divergence of the teacher's predictions from the student's."""
    t = float(temperature)
    fixed = teacher.detach() / t
    moving = student / t
    log_p = fixed - fixed.logsumexp(-1, keepdim=True)
    log_q = moving - moving.logsumexp(-1, keepdim=True)
    terms = torch.exp(log_p) * (log_p - log_q)
    terms = terms.clamp(min=0)  # rounding must not make the divergence negative
    divergence = terms.sum(-1)
    return (t * t) * divergence.mean()
