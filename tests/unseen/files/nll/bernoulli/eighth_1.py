# bernoulli_nll: clamps the probability to [1e-7, 1 - 1e-7] instead of flooring the logarithms at -100, so a confident mistake costs about 16 instead of 100.
import torch
from torch import Tensor
from torch.nn import functional as F


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    """Binary cross-entropy of probabilities."""
    eps = 1e-7
    p = torch.clamp(p, eps, 1 - eps)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    """Binary cross-entropy of log-odds."""
    return (F.softplus(logits) - y * logits).mean()
