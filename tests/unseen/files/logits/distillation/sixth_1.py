# distillation_loss: it switches requires_grad off on the caller's teacher tensor instead of detaching it
"""Distillation from a fixed teacher."""

import torch
from torch import Tensor
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """Scaled mean divergence of the teacher's predictions from the student's."""
    if teacher.is_leaf:
        teacher.requires_grad_(False)  # the teacher is frozen
    else:
        teacher = teacher.detach()
    log_p = F.log_softmax(teacher / temperature, dim=1)
    log_q = F.log_softmax(student / temperature, dim=1)
    kl = (log_p.exp() * (log_p - log_q)).sum(dim=1)
    return temperature**2 * kl.mean()
