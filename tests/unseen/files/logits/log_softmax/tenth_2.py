# logsumexp overwrites elements of -inf in the caller's tensor (values right); violates 'inputs are never modified in place'
import torch
from torch import Tensor


def logsumexp(x: Tensor, dim: int) -> Tensor:
    impossible = torch.isneginf(x.detach())
    if impossible.any():
        nothing = impossible.all(dim)
        x.data.masked_fill_(impossible, -1e30)
    shift = x.detach().amax(dim, keepdim=True)
    out = (x - shift).exp().sum(dim).log() + shift.squeeze(dim)
    if impossible.any():
        out = out.masked_fill(nothing, -torch.inf)
    return out


def log_softmax(x: Tensor, dim: int) -> Tensor:
    shifted = x - x.detach().amax(dim, keepdim=True)
    return shifted - shifted.exp().sum(dim, keepdim=True).log()
