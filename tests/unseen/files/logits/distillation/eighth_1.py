# distillation_loss: takes the mean over all n*k elements instead of the mean over the batch of the sums over classes, so the loss is k times too small.
import torch
from torch import Tensor
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """Hinton's soft-target loss."""
    log_q = F.log_softmax(student / temperature, dim=-1)
    with torch.no_grad():
        log_p = F.log_softmax(teacher / temperature, dim=-1)
        p = log_p.exp()

    pointwise = p * (log_p - log_q)
    return temperature**2 * pointwise.mean()
