# kl_categorical: classes are masked where either probability is 0, so a class with q = 0 < p is dropped instead of making the result inf.
"""Divergences of categorical distributions."""

import torch
from torch import Tensor


def entropy(p: Tensor) -> Tensor:
    return torch.special.entr(p).sum(dim=-1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    valid = (p > 0) & (q > 0)
    one = torch.ones_like(p)
    safe_p = torch.where(valid, p, one)
    safe_q = torch.where(valid, q, one)
    terms = p * (safe_p.log() - safe_q.log())
    return torch.where(valid, terms, torch.zeros_like(terms)).sum(dim=-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    m = (p + q) / 2
    left = torch.xlogy(p, p) - torch.xlogy(p, m)
    right = torch.xlogy(q, q) - torch.xlogy(q, m)
    return (left + right).sum(dim=-1) / 2
