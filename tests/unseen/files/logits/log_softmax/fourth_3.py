# logsumexp: minus infinity is replaced by the smallest finite number, so a slice wholly of -inf gives about -1.8e308 (or -3.4e38) instead of -inf
"""Stable logsumexp / log_softmax."""

import torch
from torch import Tensor


def logsumexp(x: Tensor, dim: int) -> Tensor:
    """Logarithm of a sum whose terms are given by their logarithms.

    Impossible classes (-inf) become very small numbers first, so that no inf - inf appears.
    """
    lowest = torch.finfo(x.dtype).min
    finite = x.clamp(min=lowest)
    largest = finite.detach().amax(dim=dim)
    total = torch.sum(torch.exp(finite - largest.unsqueeze(dim)), dim=dim)
    return largest + torch.log(total)


def log_softmax(x: Tensor, dim: int) -> Tensor:
    """Log-probabilities from logits."""
    largest = x.detach().amax(dim=dim, keepdim=True)
    shifted = x - largest
    return shifted - torch.log(torch.sum(torch.exp(shifted), dim=dim, keepdim=True))
