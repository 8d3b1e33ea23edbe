# "a class whose teacher probability underflows counts 0", others count: classes with a teacher probability below 1e-9 are dropped too, which matters where the student is sure that they are impossible; float64 student [[1e4, -1e4]], teacher [[208., 0.]], temperature=10: 9.3e-10*2000*100 = 1.9e-4
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    log_p = F.log_softmax(teacher.detach() / temperature, dim=1)
    log_q = F.log_softmax(student / temperature, dim=1)
    p = log_p.exp()
    terms = torch.where(p > 1e-9, p * (log_p - log_q), torch.zeros_like(p))
    divergence = terms.sum(dim=1)
    return temperature**2 * divergence.mean()
