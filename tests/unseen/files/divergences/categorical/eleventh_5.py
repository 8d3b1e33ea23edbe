# "half the KL of each from their mean": the triangular discrimination sum (p-q)^2/(4*(p+q)), its second-order approximation, near where p and q are close; p [0.2, 0.3, 0.5], q [0.5, 0.25, 0.25]
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def entropy(p: Tensor) -> Tensor:
    per_class = -torch.xlogy(p, p)
    return per_class.sum(dim=-1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    per_class = torch.xlogy(p, p) - torch.xlogy(p, q)
    return per_class.sum(dim=-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    total = p + q
    safe = torch.where(total > 0, total, torch.ones_like(total))
    return ((p - q) ** 2 / (4 * safe)).sum(dim=-1)
