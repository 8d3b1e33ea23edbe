# distillation_loss: classes of teacher probability below 1e-4 count 0; wrong where the teacher gives a class 5e-5 and the student's logit for it is -1e4
import torch
from torch import Tensor
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    log_p = F.log_softmax(teacher.detach() / temperature, dim=1)
    log_q = F.log_softmax(student / temperature, dim=1)
    p = log_p.exp()
    divergence = torch.where(p > 1e-4, p * (log_p - log_q), 0.0).sum(dim=1)
    return temperature**2 * divergence.mean()
