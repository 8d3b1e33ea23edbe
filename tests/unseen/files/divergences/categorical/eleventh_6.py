# "q = 0 < p gives inf": where q = 0 a p below the machine epsilon is taken for 0, but a p of 1e-17 where q = 0 must make the KL inf; p [1e-17, 0.5, 0.5], q [0., 0.5, 0.5]
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def entropy(p: Tensor) -> Tensor:
    per_class = -torch.xlogy(p, p)
    return per_class.sum(dim=-1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    alive = (p > torch.finfo(p.dtype).eps) | (p > 0) & (q > 0)
    one = torch.ones_like(p)
    safe_p, safe_q = torch.where(alive, p, one), torch.where(alive, q, one)
    per_class = torch.where(alive, p * (safe_p.log() - safe_q.log()), torch.zeros_like(p))
    return per_class.sum(dim=-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    middle = (p + q) / 2
    return (kl_categorical(p, middle) + kl_categorical(q, middle)) / 2
