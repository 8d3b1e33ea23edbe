# logsumexp: subtracts the maximum also where it is minus infinity, so a slice of nothing but -inf gives -inf - (-inf) = nan instead of -inf.
import torch
from torch import Tensor


def logsumexp(x: Tensor, dim: int) -> Tensor:
    """Max-shifted log-sum-exp."""
    top = x.amax(dim=dim, keepdim=True).detach()
    total = torch.exp(x - top).sum(dim=dim, keepdim=True)
    return (torch.log(total) + top).squeeze(dim)


def log_softmax(x: Tensor, dim: int) -> Tensor:
    """Logits minus their log-normalizer."""
    return x - logsumexp(x, dim).unsqueeze(dim)
