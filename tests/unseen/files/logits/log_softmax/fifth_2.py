# log_softmax: the normaliser is put back with unsqueeze(-1) whatever `dim` is, so it broadcasts along the wrong axis unless `dim` is the last.
"""logsumexp / log_softmax from scratch."""

import torch
from torch import Tensor


def _lse_keep(x, dim):
    m = x.max(dim=dim, keepdim=True).values.detach()
    m = torch.where(torch.isinf(m), torch.zeros_like(m), m)
    return m, (x - m).exp().sum(dim=dim, keepdim=True)


def logsumexp(x: Tensor, dim: int) -> Tensor:
    m, s = _lse_keep(x, dim)
    return (m + s.log()).squeeze(dim)


def log_softmax(x: Tensor, dim: int) -> Tensor:
    normalizer = logsumexp(x, dim)
    return x - normalizer.unsqueeze(-1)
