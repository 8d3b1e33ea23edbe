# distillation_loss: requires_grad of the caller's teacher tensor is switched off in place
"""Distillation: the teacher is frozen."""

from torch import Tensor
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """Scaled mean divergence of the teacher's predictions from the student's."""
    if teacher.is_leaf:
        teacher.requires_grad_(False)  # freeze the teacher
    else:
        teacher = teacher.detach()
    log_p = F.log_softmax(teacher / temperature, dim=1)
    log_q = F.log_softmax(student / temperature, dim=1)
    divergence = (log_p.exp() * (log_p - log_q)).sum(dim=1)
    return divergence.mean() * temperature * temperature
