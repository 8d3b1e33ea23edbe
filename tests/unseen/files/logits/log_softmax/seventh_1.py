# logsumexp: a slice of nothing but minus infinities is shifted by minus infinity and gives nan, not minus infinity.
import torch
from torch import Tensor


def logsumexp(x: Tensor, dim: int) -> Tensor:
    peak = x.detach().amax(dim=dim, keepdim=True)
    total = torch.exp(x - peak).sum(dim=dim)
    return total.log() + peak.squeeze(dim)


def log_softmax(x: Tensor, dim: int) -> Tensor:
    return x - logsumexp(x, dim).unsqueeze(dim)
