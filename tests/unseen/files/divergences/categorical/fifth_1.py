# entropy: boolean indexing with p > 0 flattens the rows, so the result is one number for the whole batch instead of one per row.
"""Entropy, KL, JS."""

import torch
from torch import Tensor


def entropy(p: Tensor) -> Tensor:
    """Entropy in nats."""
    positive = p[p > 0]
    return -(positive * positive.log()).sum(-1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    """KL of q from p."""
    return (torch.xlogy(p, p) - torch.xlogy(p, q)).sum(-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    """Half the KL of each from the middle."""
    middle = 0.5 * (p + q)
    return 0.5 * (kl_categorical(p, middle) + kl_categorical(q, middle))
