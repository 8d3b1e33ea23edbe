# entropy: the rows are flattened to (-1, k) and the result is never brought back to the leading shape, so it has shape (1,) for one distribution and (rows,) for several leading dimensions
"""Entropy, KL and Jensen-Shannon of categorical distributions."""

import torch
from torch import Tensor


def entropy(p: Tensor) -> Tensor:
    """Entropy of categorical distributions."""
    rows = p.reshape(-1, p.shape[-1])
    return torch.stack([-(row[row > 0] * row[row > 0].log()).sum() for row in rows])


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    """Kullback-Leibler divergence, the expectation under `p` of `log p - log q`."""
    zero = torch.zeros_like(p)
    log_p = torch.where(p > 0, p, torch.ones_like(p)).log()
    log_q = torch.where(p > 0, q, torch.ones_like(q)).log()
    return torch.where(p > 0, p * (log_p - log_q), zero).sum(dim=-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    """Jensen-Shannon divergence."""
    m = 0.5 * (p + q)
    return 0.5 * (kl_categorical(p, m) + kl_categorical(q, m))
