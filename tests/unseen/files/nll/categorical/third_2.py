# categorical_nll_with_logits: the shift is the maximum of the whole batch instead of each row's, so rows far below it underflow.
import torch
from torch import Tensor


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    safe = torch.where(y > 0, probs, torch.ones_like(probs))
    return -(y * safe.log()).sum(dim=1).mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    # log-sum-exp trick
    shifted = logits - logits.max()
    log_z = shifted.exp().sum(dim=1).log()
    rows = torch.arange(len(target), device=logits.device)
    return (log_z - shifted[rows, target]).mean()
