# distillation_loss: the terms are summed over the batch and averaged over the classes, the two axes being swapped.
"""Knowledge distillation loss (Hinton et al., 2015)."""

import torch
from torch import Tensor
from torch.nn import functional as F


def _log_probs(logits: Tensor, temperature: float) -> Tensor:
    return F.log_softmax(logits / temperature, dim=1)


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    with torch.no_grad():
        soft_log = _log_probs(teacher, temperature)
        soft = soft_log.exp()
    gap = soft_log - _log_probs(student, temperature)
    kl = torch.einsum("nk,nk->k", soft, gap)
    return kl.mean() * temperature * temperature
