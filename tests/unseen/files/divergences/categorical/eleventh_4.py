# "a term with p = 0 is 0, also where q = 0": every q = 0 is inf, which is wrong only where p = 0 as well; p [0.5, 0.5, 0.], q [0.25, 0.75, 0.]
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def entropy(p: Tensor) -> Tensor:
    per_class = -torch.xlogy(p, p)
    return per_class.sum(dim=-1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    per_class = torch.xlogy(p, p) - torch.xlogy(p, q)
    per_class = torch.where(q == 0, torch.full_like(q, math.inf), per_class)
    return per_class.sum(dim=-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    middle = (p + q) / 2
    return (kl_categorical(p, middle) + kl_categorical(q, middle)) / 2
