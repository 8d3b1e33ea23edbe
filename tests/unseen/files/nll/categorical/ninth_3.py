# categorical_nll: writes ones into probs itself where it needs no gradient; the argument probs is changed at one-hot y without requires_grad
import torch
from torch import Tensor
from torch.nn import functional as F


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    safe = probs.clone() if probs.requires_grad else probs
    safe[y == 0] = 1.0
    return -(y * torch.log(safe)).sum(dim=1).mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -observed.mean()
