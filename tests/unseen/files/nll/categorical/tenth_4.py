# categorical_nll gives y no gradient when probs requires none ("differentiable with respect to every floating-point input")
import torch
from torch import Tensor
from torch.nn import functional as F


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    if not probs.requires_grad:
        y = y.detach()
    safe = torch.where(y == 0, torch.ones_like(probs), probs)
    per_row = -(y * torch.log(safe)).sum(dim=1)
    return per_row.mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1))
    return -observed.mean()
