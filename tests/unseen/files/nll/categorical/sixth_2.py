# categorical_nll_with_logits: gathers with target.unsqueeze(0), an index of shape (1, n), so every target is looked up in the first row.
"""Cross-entropy."""

import torch
from torch import Tensor


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    used = y > 0
    logs = torch.log(probs.masked_fill(~used, 1.0))
    return -torch.einsum("nk,nk->n", y, logs).mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    log_probs = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    observed = log_probs.gather(1, target.unsqueeze(0)).squeeze(0)
    return observed.mean().neg()
