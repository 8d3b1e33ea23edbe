# logsumexp: folds the slice with logaddexp from its first element, so where the first two elements are minus infinity the gradient is nan.
from functools import reduce

import torch
from torch import Tensor


def logsumexp(x: Tensor, dim: int) -> Tensor:
    return reduce(torch.logaddexp, x.unbind(dim))


def log_softmax(x: Tensor, dim: int) -> Tensor:
    centred = x - x.amax(dim=dim, keepdim=True).detach()
    normaliser = torch.log(torch.exp(centred).sum(dim=dim, keepdim=True))
    return centred - normaliser
