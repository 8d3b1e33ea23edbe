# the teacher is detached in place, so a teacher that required a gradient requires none afterwards; violates 'Inputs stay as they are: values, shape, `requires_grad`, `.grad`'
import torch
from torch import Tensor
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    log_p = F.log_softmax(teacher.detach_() / temperature, dim=1)
    log_q = F.log_softmax(student / temperature, dim=1)
    divergence = (log_p.exp() * (log_p - log_q)).sum(1)
    return temperature**2 * divergence.mean()
