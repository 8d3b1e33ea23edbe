# logsumexp: -inf entries are replaced by the smallest finite number, so a slice wholly -inf gives about finfo.min instead of -inf
"""Stable log-sum-exp and log-softmax."""

import torch
from torch import Tensor


def logsumexp(x: Tensor, dim: int) -> Tensor:
    """Logarithm of a sum whose terms are given by their logarithms."""
    lowest = torch.finfo(x.dtype).min
    # impossible classes: keep arithmetic free of inf - inf
    x = x.masked_fill(x == float("-inf"), lowest)
    shift = x.detach().amax(dim=dim, keepdim=True)
    total = torch.exp(x - shift).sum(dim=dim)
    return torch.log(total) + shift.squeeze(dim)


def log_softmax(x: Tensor, dim: int) -> Tensor:
    """Log-probabilities from logits."""
    shifted = x - x.detach().amax(dim=dim, keepdim=True)
    return shifted - torch.log(torch.exp(shifted).sum(dim=dim, keepdim=True))
