# logsumexp: replaces -inf by -1e30; a slice wholly -inf gives -1e30 instead of -inf
import torch
from torch import Tensor


def logsumexp(x: Tensor, dim: int) -> Tensor:
    x = x.clamp(min=-1e30)
    shift = x.detach().amax(dim=dim, keepdim=True)
    total = torch.exp(x - shift).sum(dim=dim)
    return torch.log(total) + shift.squeeze(dim)


def log_softmax(x: Tensor, dim: int) -> Tensor:
    shifted = x - x.detach().amax(dim=dim, keepdim=True)
    return shifted - torch.log(torch.exp(shifted).sum(dim=dim, keepdim=True))
