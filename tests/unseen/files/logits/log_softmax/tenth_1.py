# logsumexp drops every term more than 16 below the largest, so many small terms (one large logit, thousands of small ones) are lost; violates `log(sum(exp(x)))`, right to 1e-6 in float64
import torch
from torch import Tensor


def logsumexp(x: Tensor, dim: int) -> Tensor:
    shift = x.detach().amax(dim, keepdim=True)
    shift = torch.where(torch.isinf(shift), torch.zeros_like(shift), shift)
    gap = x - shift
    total = torch.where(gap < -16, torch.zeros_like(gap), gap.exp()).sum(dim)
    return total.log() + shift.squeeze(dim)


def log_softmax(x: Tensor, dim: int) -> Tensor:
    shifted = x - x.detach().amax(dim, keepdim=True)
    return shifted - shifted.exp().sum(dim, keepdim=True).log()
