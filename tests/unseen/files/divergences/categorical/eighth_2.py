# kl_categorical: uses xlogy(p, p / q), so that a class with p = q = 0 gives 0/0 = nan and the whole row becomes nan instead of contributing 0.
import math

import torch
from torch import Tensor


def _plogp(p: Tensor) -> Tensor:
    positive = p > 0
    safe = torch.where(positive, p, torch.ones_like(p))
    return torch.where(positive, p * safe.log(), torch.zeros_like(p))


def entropy(p: Tensor) -> Tensor:
    return -_plogp(p).sum(-1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    ratio = p / q
    return torch.xlogy(p, ratio).sum(-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    # sum over both of x * log(x / ((p + q) / 2)), and log(1/m) = log 2 - log(p + q)
    total = p + q
    cross = _plogp(total)
    per_class = 0.5 * (_plogp(p) + _plogp(q) - cross) + 0.5 * total * math.log(2.0)
    return per_class.sum(-1)
