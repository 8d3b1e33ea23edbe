# logsumexp: the kept maximum is squeezed without naming the dimension, so any other dimension of size 1 is lost too and the sum broadcasts to a wrong shape
"""Log-sum-exp and log-softmax, stable."""

import math

import torch
from torch import Tensor


def logsumexp(x: Tensor, dim: int) -> Tensor:
    """Logarithm of a sum whose terms are given by their logarithms."""
    shift = x.detach().max(dim=dim, keepdim=True).values
    # a slice of nothing but -inf must not give -inf - (-inf)
    shift = shift.masked_fill(shift == -math.inf, 0.0)
    total = torch.exp(x - shift).sum(dim=dim)
    return shift.squeeze() + total.log()


def log_softmax(x: Tensor, dim: int) -> Tensor:
    """Log-probabilities from logits."""
    shifted = x - x.detach().amax(dim=dim, keepdim=True)
    return shifted - shifted.exp().sum(dim=dim, keepdim=True).log()
