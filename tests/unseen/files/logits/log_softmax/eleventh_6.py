# "An element of minus infinity has gradient 0": a fold with logaddexp, whose gradient is nan when both its arguments are -inf, that is when the first two elements of a slice are -inf; x = [-inf, -inf, 1.], dim=0; the values are right
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def logsumexp(x: Tensor, dim: int) -> Tensor:
    first, *rest = x.unbind(dim)
    total = first.clone()
    for term in rest:
        total = torch.logaddexp(total, term)
    return total


def log_softmax(x: Tensor, dim: int) -> Tensor:
    shifted = x - x.detach().amax(dim=dim, keepdim=True)
    return shifted - shifted.exp().sum(dim=dim, keepdim=True).log()
