# "n = 1 and k = 1 are legal": all dimensions of size 1 are squeezed, so with k = 1 and n > 1 the softmax runs over the rows, where the loss must be 0; student [[0.], [1.]], teacher [[2.], [0.]], temperature=1 (n = 1 alone is right)
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    log_p = F.log_softmax(teacher.detach().squeeze() / temperature, dim=-1)
    log_q = F.log_softmax(student.squeeze() / temperature, dim=-1)
    divergence = (log_p.exp() * (log_p - log_q)).sum(dim=-1)
    return temperature**2 * divergence.mean()
