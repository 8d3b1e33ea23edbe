# distillation_loss: it is the cross-entropy under the teacher, without the teacher's negative entropy, and not 0 where the two agree
"""Distillation: learn from soft targets."""

import torch
from torch import Tensor
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """Scaled mean divergence of the teacher's predictions from the student's."""
    with torch.no_grad():
        soft_targets = torch.softmax(teacher / temperature, dim=-1)
    log_q = F.log_softmax(student / temperature, dim=-1)
    divergence = -torch.einsum("nk,nk->n", soft_targets, log_q)
    return temperature**2 * divergence.mean()
