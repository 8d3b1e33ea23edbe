# categorical_nll_with_logits: indexes log_probs[:, target], which pairs every row with every row's target (an (n, n) matrix), and averages over all of it.
import torch
from torch import Tensor
from torch.nn import functional as F


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    seen = y > 0
    safe = torch.where(seen, probs, torch.ones_like(probs))
    per_row = -(y * safe.log()).sum(dim=-1)
    return per_row.mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    log_probs = F.log_softmax(logits, dim=-1)
    observed = log_probs[:, target]
    return -observed.mean()
