# distillation_loss: divides the detached teacher in place, which shares memory with the argument; teacher is changed at temperature = 2, value right
import torch
from torch import Tensor
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    teacher = teacher.detach()
    teacher /= temperature
    log_p = F.log_softmax(teacher, dim=1)
    log_q = F.log_softmax(student / temperature, dim=1)
    divergence = (log_p.exp() * (log_p - log_q)).sum(dim=1)
    return temperature**2 * divergence.mean()
