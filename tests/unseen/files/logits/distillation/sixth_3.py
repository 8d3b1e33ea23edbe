# distillation_loss: the student's log-probabilities are divided by the temperature after the normalisation, so they are not normalised at that temperature
"""Distillation from a fixed teacher."""

import torch
from torch import Tensor
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """Scaled mean divergence of the teacher's predictions from the student's."""
    T = float(temperature)
    n = student.shape[0]
    log_p = F.log_softmax(teacher.detach() / T, dim=1)
    log_q = F.log_softmax(student, dim=1) / T
    p = log_p.exp()
    negative_entropy = torch.einsum("nk,nk->", p, log_p)
    cross = torch.einsum("nk,nk->", p, log_q)
    return T**2 * (negative_entropy - cross) / n
