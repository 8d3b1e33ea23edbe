# js_divergence: the middle is the normalised geometric mean of the two distributions instead of their arithmetic mean
"""Entropy, KL and Jensen-Shannon of categorical distributions."""

import torch
from torch import Tensor


def entropy(p: Tensor) -> Tensor:
    """Entropy of categorical distributions."""
    return -torch.xlogy(p, p).sum(-1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    """Kullback-Leibler divergence, the expectation under `p` of `log p - log q`."""
    per_class = torch.xlogy(p, p) - torch.xlogy(p, q)
    return per_class.sum(-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    """Jensen-Shannon divergence."""
    middle = torch.sqrt(p * q)
    middle = middle / middle.sum(-1, keepdim=True)
    return 0.5 * kl_categorical(p, middle) + 0.5 * kl_categorical(q, middle)
