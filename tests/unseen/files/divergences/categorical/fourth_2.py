# js_divergence: the root of the divergence (the Jensen-Shannon distance) is returned
"""Entropy, KL, Jensen-Shannon."""

import torch
from torch import Tensor


def entropy(p: Tensor) -> Tensor:
    """-sum p log p, in nats."""
    return -torch.xlogy(p, p).sum(-1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    """sum p log(p/q), with every case of a 0."""
    return (torch.xlogy(p, p) - torch.xlogy(p, q)).sum(-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    """Symmetric and bounded; clamped because rounding may give a tiny negative number."""
    m = (p + q) / 2
    js = (kl_categorical(p, m) + kl_categorical(q, m)) / 2
    return torch.sqrt(js.clamp(min=0.0))
