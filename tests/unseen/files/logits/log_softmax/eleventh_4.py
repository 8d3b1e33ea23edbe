# "An element of minus infinity counts 0": minus infinity is taken as 0 when the shift is chosen, so a slice with a -inf whose other elements are far below 0 underflows to -inf; x = [-inf, -1000.], dim=0 must give -1000 (either alone is right)
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def logsumexp(x: Tensor, dim: int) -> Tensor:
    known = torch.where(torch.isneginf(x), torch.zeros_like(x), x)
    shift = known.detach().amax(dim=dim, keepdim=True)
    total = (x - shift).exp().sum(dim=dim)
    return total.log() + shift.squeeze(dim)


def log_softmax(x: Tensor, dim: int) -> Tensor:
    shifted = x - x.detach().amax(dim=dim, keepdim=True)
    return shifted - shifted.exp().sum(dim=dim, keepdim=True).log()
