# log_softmax: shifted logits are clamped at -100, so log-probabilities below that are cut off and get no gradient of their own
"""Log-sum-exp and log-softmax."""

import torch
from torch import Tensor


def _top(x: Tensor, dim: int) -> Tensor:
    m = x.detach().amax(dim, keepdim=True)
    return torch.where(torch.isfinite(m), m, torch.zeros_like(m))


def logsumexp(x: Tensor, dim: int) -> Tensor:
    """log(sum(exp(x))) along dim."""
    m = _top(x, dim)
    out = m + (x - m).exp().sum(dim, keepdim=True).log()
    return out.squeeze(dim)


def log_softmax(x: Tensor, dim: int) -> Tensor:
    """Log-probabilities from logits."""
    # the largest exponent is 0, the smallest one is kept away from underflow
    shifted = (x - _top(x, dim)).clamp(min=-100.0)
    normalizer = shifted.exp().sum(dim, keepdim=True).log()
    return shifted - normalizer
