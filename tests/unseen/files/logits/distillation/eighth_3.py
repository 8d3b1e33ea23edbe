# distillation_loss: takes the log of the teacher's softmax probabilities, so a class whose probability underflows gives 0 * -inf = nan instead of 0.
import torch
from torch import Tensor
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    soft_targets = torch.softmax(teacher.detach() / temperature, dim=1)
    student_log_probs = F.log_softmax(student / temperature, dim=1)

    negative_entropy = (soft_targets * soft_targets.log()).sum(dim=1)
    cross = -(soft_targets * student_log_probs).sum(dim=1)
    return (negative_entropy + cross).mean() * temperature**2
