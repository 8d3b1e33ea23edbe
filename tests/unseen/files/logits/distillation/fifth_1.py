# distillation_loss: the teacher is frozen with `teacher.requires_grad_(False)`, which changes the caller's tensor (and raises if it is no leaf).
"""Distillation."""

import torch
from torch import Tensor
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """T^2 times the mean KL of the teacher's predictions from the student's."""
    teacher.requires_grad_(False)
    log_p = F.log_softmax(teacher / temperature, dim=-1)
    log_q = F.log_softmax(student / temperature, dim=-1)
    divergence = torch.sum(log_p.exp() * (log_p - log_q), dim=-1)
    return temperature**2 * divergence.mean()
