# categorical_nll_with_logits: indexes with [:, target], which gives every row the labels of all rows, and averages over that (n, n) table.
import torch
from torch import Tensor


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    """Cross-entropy between two sets of distributions, averaged over rows."""
    seen = y > 0
    log_probs = torch.log(probs.masked_fill(~seen, 1.0))
    return -(y * log_probs).sum(dim=-1).mean(dim=0)


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    """The same from logits and class indices."""
    log_probs = logits - torch.logsumexp(logits, dim=-1, keepdim=True)
    observed = log_probs[:, target]
    return observed.neg().mean()
