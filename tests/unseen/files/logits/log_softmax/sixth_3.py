# log_softmax: the class axis is moved last by movedim but brought back by transpose, which permutes the other axes of inputs with three or more dimensions
"""Stable log-sum-exp and log-softmax."""

import torch
from torch import Tensor


def _peak(x: Tensor) -> Tensor:
    """Largest entry along the last axis, 0 where there is none that is finite."""
    top = x.detach().amax(-1, keepdim=True)
    return top.masked_fill(torch.isinf(top), 0.0)


def logsumexp(x: Tensor, dim: int) -> Tensor:
    """Logarithm of a sum whose terms are given by their logarithms."""
    rows = x.movedim(dim, -1)
    top = _peak(rows)
    return (rows - top).exp().sum(-1).log() + top.squeeze(-1)


def log_softmax(x: Tensor, dim: int) -> Tensor:
    """Log-probabilities from logits."""
    rows = x.movedim(dim, -1)
    rows = rows - _peak(rows)
    rows = rows - rows.exp().sum(-1, keepdim=True).log()
    return rows.transpose(-1, dim)
