# log_softmax: logarithm of the softmax; -inf where a logit is 1000 below the maximum of its slice
import torch
from torch import Tensor


def logsumexp(x: Tensor, dim: int) -> Tensor:
    shift = x.detach().amax(dim=dim, keepdim=True)
    shift = torch.where(torch.isinf(shift), torch.zeros_like(shift), shift)
    total = torch.exp(x - shift).sum(dim=dim)
    return torch.log(total) + shift.squeeze(dim)


def log_softmax(x: Tensor, dim: int) -> Tensor:
    shifted = x - x.detach().amax(dim=dim, keepdim=True)
    weights = torch.exp(shifted)
    return torch.log(weights / weights.sum(dim=dim, keepdim=True))
