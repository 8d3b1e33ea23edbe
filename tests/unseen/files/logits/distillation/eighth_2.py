# distillation_loss: does not detach the teacher, so gradient flows to its logits when they require one.
import torch
from torch import Tensor
from torch.nn import functional as F


def _tempered(logits: Tensor, temperature: float) -> Tensor:
    scaled = logits / temperature
    return scaled - scaled.logsumexp(dim=1, keepdim=True)


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    log_student = _tempered(student, temperature)
    log_teacher = _tempered(teacher, temperature)

    total = student.new_zeros(())
    for log_p, log_q in zip(log_teacher, log_student):
        total = total + torch.dot(log_p.exp(), log_p - log_q)
    return total / student.shape[0] * temperature * temperature
