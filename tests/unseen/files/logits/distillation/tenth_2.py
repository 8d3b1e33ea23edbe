# classes whose teacher probability is below 1e-8 are dropped, though it does not underflow; with a student that finds them impossible their term is up to 1e-8 * 1e5 * temperature^2; violates `sum p_teacher*(log p_teacher - log p_student)`, where only an underflowing class counts 0
import torch
from torch import Tensor
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    log_p = F.log_softmax(teacher.detach() / temperature, dim=1)
    log_q = F.log_softmax(student / temperature, dim=1)
    p = log_p.exp()
    divergence = torch.where(p > 1e-8, p * (log_p - log_q), torch.zeros_like(p)).sum(1)
    return temperature**2 * divergence.mean()
