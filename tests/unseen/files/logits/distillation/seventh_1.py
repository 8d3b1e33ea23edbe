# distillation_loss: computes the cross-entropy of the student under the teacher and leaves out the teacher's own entropy, so the value is not 0 where both agree.
import torch
from torch import Tensor
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    with torch.no_grad():
        soft_targets = torch.softmax(teacher / temperature, dim=1)
    log_q = F.log_softmax(student / temperature, dim=1)
    per_row = -(soft_targets * log_q).sum(dim=1)
    return temperature**2 * per_row.mean()
