# distillation_loss: floors the student's log-probabilities at -100; wrong at student logits of [1e4, 0] against a teacher of [0, 0]
import torch
from torch import Tensor
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    log_p = F.log_softmax(teacher.detach() / temperature, dim=1)
    log_q = F.log_softmax(student / temperature, dim=1).clamp(min=-100)
    divergence = (log_p.exp() * (log_p - log_q)).sum(dim=1)
    return temperature**2 * divergence.mean()
