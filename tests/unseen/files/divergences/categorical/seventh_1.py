# kl_categorical: q is held at the smallest positive float before the logarithm, so a class with q = 0 < p gives a large finite number and not inf.
import torch
from torch import Tensor


def _plogp(p: Tensor) -> Tensor:
    return torch.xlogy(p, p)


def entropy(p: Tensor) -> Tensor:
    return -_plogp(p).sum(dim=-1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    smallest = torch.finfo(q.dtype).tiny
    log_q = q.clamp(min=smallest).log()
    cross = p * log_q
    return (_plogp(p) - cross).sum(dim=-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    m = (p + q) / 2
    return 0.5 * (kl_categorical(p, m) + kl_categorical(q, m))
