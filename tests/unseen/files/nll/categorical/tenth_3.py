# categorical_nll floors log p at -100 as the Bernoulli does, so p_k of 1e-60 (float64) with y_k > 0 is wrong in value and gradient (definition has no floor)
import torch
from torch import Tensor
from torch.nn import functional as F


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    safe = torch.where(y == 0, torch.ones_like(probs), probs)
    per_row = -(y * torch.log(safe).clamp(min=-100)).sum(dim=1)
    return per_row.mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1))
    return -observed.mean()
