# logsumexp: detaches the maximum inside the exponentials but adds back the one that carries a gradient, so the gradient is the softmax plus an extra 1 at the largest element.
import torch
from torch import Tensor


def _finite_max(x: Tensor, dim: int) -> Tensor:
    largest = x.amax(dim, keepdim=True)
    return largest.masked_fill(largest == float("-inf"), 0.0)


def logsumexp(x: Tensor, dim: int) -> Tensor:
    m = _finite_max(x, dim)
    scaled = torch.exp(x - m.detach())
    return m.squeeze(dim) + torch.log(scaled.sum(dim))


def log_softmax(x: Tensor, dim: int) -> Tensor:
    centred = x - _finite_max(x, dim)
    return centred - torch.log(torch.exp(centred).sum(dim, keepdim=True))
