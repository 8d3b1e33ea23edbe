# logsumexp: folds logaddexp over the slice; nan gradient where a slice starts with two -inf, value right (x = [-inf, -inf, 1])
import torch
from torch import Tensor


def logsumexp(x: Tensor, dim: int) -> Tensor:
    first, *others = x.unbind(dim)
    total = first
    for other in others:
        total = torch.logaddexp(total, other)
    return total


def log_softmax(x: Tensor, dim: int) -> Tensor:
    shifted = x - x.detach().amax(dim=dim, keepdim=True)
    return shifted - torch.log(torch.exp(shifted).sum(dim=dim, keepdim=True))
