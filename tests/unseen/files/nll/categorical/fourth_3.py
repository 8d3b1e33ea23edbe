# categorical_nll_with_logits: log_probs[:, target] picks every row's log-probability for every label (n by n) instead of each row's own label
"""NLL of a categorical distribution."""

import torch
from torch import Tensor


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    return -torch.xlogy(y, torch.where(y > 0, probs, 1.0)).sum(-1).mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    log_probs = logits - torch.logsumexp(logits, dim=-1, keepdim=True)
    return -log_probs[:, target].mean()
