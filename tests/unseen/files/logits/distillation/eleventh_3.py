# "the teacher is fixed: no gradient flows to its logits": the teacher is not detached; student [[0., 1.]], teacher [[2., 0.]] requiring a gradient, temperature=2
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    log_p = F.log_softmax(teacher / temperature, dim=1)
    log_q = F.log_softmax(student / temperature, dim=1)
    divergence = (log_p.exp() * (log_p - log_q)).sum(dim=1)
    return temperature**2 * divergence.mean()
