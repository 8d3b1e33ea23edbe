# "sum p_teacher*(log p_teacher - log p_student)": the other direction, the expectation under the student, near where both agree; student [[0., 1., 2.]], teacher [[2., 0., 0.]], temperature=2
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    log_p = F.log_softmax(teacher.detach() / temperature, dim=1)
    log_q = F.log_softmax(student / temperature, dim=1)
    divergence = (log_q.exp() * (log_q - log_p)).sum(dim=1)
    return temperature**2 * divergence.mean()
