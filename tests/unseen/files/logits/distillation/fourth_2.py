# distillation_loss: the ratio of probabilities is formed before the logarithm, which gives inf or nan where the student's probability underflows
"""Distillation."""

import torch
from torch import Tensor


def _softmax(z: Tensor) -> Tensor:
    e = torch.exp(z - z.detach().amax(dim=1, keepdim=True))
    return e / e.sum(dim=1, keepdim=True)


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """T^2 * mean over rows of sum p * log(p / q)."""
    p = _softmax(teacher.detach() / temperature)
    q = _softmax(student / temperature)
    # xlogy: a class of probability 0 counts 0
    kl = torch.xlogy(p, p / q).sum(dim=1)
    return temperature**2 * kl.mean()
