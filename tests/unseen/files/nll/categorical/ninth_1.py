# categorical_nll: clamps probabilities at 1e-7; wrong at probs[0, 0] = 1e-10 with y[0, 0] = 1
import torch
from torch import Tensor
from torch.nn import functional as F


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    safe = probs.clamp(min=1e-7)
    return -(y * torch.log(safe)).sum(dim=1).mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -observed.mean()
