# kl_categorical: nan_to_num, meant for the classes with p=0, also turns the inf of a class with q = 0 < p into the largest finite number
"""Entropy, KL and Jensen-Shannon of categorical distributions."""

import torch
from torch import Tensor


def entropy(p: Tensor) -> Tensor:
    """Entropy of categorical distributions."""
    return torch.special.entr(p).sum(dim=-1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    """KL of q from p, the expectation under p."""
    per_class = p * torch.log(p / q)
    # 0 * log(0) and 0 * log(0/0) are nan: they count 0
    return torch.nan_to_num(per_class, nan=0.0).sum(dim=-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    """Jensen-Shannon divergence."""
    middle = 0.5 * (p + q)
    return 0.5 * (kl_categorical(p, middle) + kl_categorical(q, middle))
