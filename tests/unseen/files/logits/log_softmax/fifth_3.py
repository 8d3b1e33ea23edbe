# logsumexp: minus infinity is replaced with the smallest finite number, so a slice wholly of -inf gives about -3.4e38 (or -1.8e308) instead of -inf.
"""The log-sum-exp trick."""

import torch
from torch import Tensor


def logsumexp(x: Tensor, dim: int) -> Tensor:
    """Log of the sum of exponentials along `dim`."""
    # inf - inf is nan, so work with finite numbers only
    x = torch.nan_to_num(x, neginf=torch.finfo(x.dtype).min)
    top = torch.amax(x, dim=dim, keepdim=True)
    terms = torch.exp(x - top)
    return torch.squeeze(top, dim) + torch.log(torch.sum(terms, dim=dim))


def log_softmax(x: Tensor, dim: int) -> Tensor:
    """Log of the softmax along `dim`."""
    top = torch.amax(x, dim=dim, keepdim=True)
    centered = x - top
    return centered - torch.log(torch.sum(torch.exp(centered), dim=dim, keepdim=True))
