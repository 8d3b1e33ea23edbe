# kl_categorical: if any row of the batch has q = 0 < p, every row gets inf
"""Entropy, KL and Jensen-Shannon of categorical distributions."""

import torch
from torch import Tensor


def entropy(p: Tensor) -> Tensor:
    """Entropy of categorical distributions."""
    return torch.special.entr(p).sum(dim=-1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    """Kullback-Leibler divergence, the expectation under `p` of `log p - log q`."""
    if torch.any((q == 0) & (p > 0)):
        # p is not absolutely continuous with respect to q
        return p.new_full(p.shape[:-1], float("inf"))
    return (torch.xlogy(p, p) - torch.xlogy(p, q)).sum(dim=-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    """Jensen-Shannon divergence."""
    middle = (p + q) / 2
    return entropy(middle) - (entropy(p) + entropy(q)) / 2
