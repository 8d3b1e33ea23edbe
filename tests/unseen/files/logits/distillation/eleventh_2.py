# "Value and gradient are accurate for any finite logits to 1e4": the probabilities of the student are held above 1e-12 before the logarithm; student [[0., 100.]], teacher [[100., 0.]], temperature=1 gives 27.6 for 100
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    log_p = F.log_softmax(teacher.detach() / temperature, dim=1)
    log_q = torch.softmax(student / temperature, dim=1).clamp_min(1e-12).log()
    divergence = (log_p.exp() * (log_p - log_q)).sum(dim=1)
    return temperature**2 * divergence.mean()
