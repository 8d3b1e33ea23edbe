# distillation_loss: teacher probabilities are clamped to at least 1e-6, so classes that underflow still count times the student's log-probability
"""Distillation from a fixed teacher."""

import torch
from torch import Tensor
from torch.nn import functional as F


def _soft_targets(logits: Tensor, t: float) -> Tensor:
    with torch.no_grad():
        return torch.softmax(logits / t, dim=-1).clamp(min=1e-6)


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """Scaled mean divergence of the teacher's predictions from the student's."""
    p = _soft_targets(teacher, temperature)
    log_q = F.log_softmax(student / temperature, dim=-1)
    per_row = torch.sum(p * (p.log() - log_q), dim=-1)
    return per_row.mean() * temperature * temperature
