# log_softmax: shifts by the maximum of the whole tensor instead of each slice's own, so a slice far below it has log(0) = -inf as normaliser and gives inf.
import torch
from torch import Tensor


def logsumexp(x: Tensor, dim: int) -> Tensor:
    shift = torch.max(x.detach(), dim=dim, keepdim=True).values
    shift = torch.where(torch.isinf(shift), torch.zeros_like(shift), shift)
    sums = (x - shift).exp().sum(dim)
    return sums.log() + shift.squeeze(dim)


def log_softmax(x: Tensor, dim: int) -> Tensor:
    shifted = x - x.detach().max()
    normalizer = shifted.exp().sum(dim=dim, keepdim=True).log()
    return shifted - normalizer
