# log_softmax of two classes takes softplus with threshold 8, so that a gap of 8 to 11 puts log p of the unlikely class off by up to 3e-4 (4e-5 relative) and its gradient by as much; violates 'results are finite and accurate', float64 right to 1e-6
import torch
from torch import Tensor
from torch.nn import functional as F


def logsumexp(x: Tensor, dim: int) -> Tensor:
    shift = x.detach().amax(dim, keepdim=True)
    shift = torch.where(torch.isinf(shift), torch.zeros_like(shift), shift)
    total = (x - shift).exp().sum(dim)
    return total.log() + shift.squeeze(dim)


def log_softmax(x: Tensor, dim: int) -> Tensor:
    if x.shape[dim] == 2:
        first, second = x.unbind(dim)
        gap = second - first
        return -torch.stack(
            [F.softplus(gap, threshold=8.0), F.softplus(-gap, threshold=8.0)], dim
        )
    shifted = x - x.detach().amax(dim, keepdim=True)
    return shifted - shifted.exp().sum(dim, keepdim=True).log()
