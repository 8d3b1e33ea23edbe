# js_divergence: it returns the Jensen-Shannon distance, the square root of the divergence.
"""Three comparisons of distributions over the same classes."""

import torch
from torch import Tensor


def _plogq(p: Tensor, q: Tensor) -> Tensor:
    return torch.xlogy(p, q).sum(dim=-1)


def entropy(p: Tensor) -> Tensor:
    """Expectation of -log p."""
    return -_plogq(p, p)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    """Expectation under p of log p - log q."""
    per_class = torch.xlogy(p, p) - torch.xlogy(p, q)
    return per_class.sum(dim=-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    """Symmetric and bounded."""
    m = (p + q).mul(0.5)
    left, right = kl_categorical(p, m), kl_categorical(q, m)
    return torch.sqrt(((left + right) / 2.0).clamp(min=0.0))
