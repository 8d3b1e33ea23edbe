# "the mean over the batch": the mean is over every element, a factor 1/k; student [[0., 1., 2.]], teacher [[2., 0., 0.]], temperature=2
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    log_p = F.log_softmax(teacher.detach() / temperature, dim=1)
    log_q = F.log_softmax(student / temperature, dim=1)
    divergence = log_p.exp() * (log_p - log_q)
    return temperature**2 * divergence.mean()
