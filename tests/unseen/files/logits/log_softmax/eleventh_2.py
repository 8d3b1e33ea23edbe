# "accurate for any finite numbers to 1e4 in size": the probability is held above the smallest normal number before the logarithm, so log-probabilities below -708 are cut off; x = [0., 2000.], dim=0 gives -708 for -2000
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def logsumexp(x: Tensor, dim: int) -> Tensor:
    shift = x.detach().amax(dim=dim, keepdim=True)
    shift = torch.where(torch.isinf(shift), torch.zeros_like(shift), shift)
    total = (x - shift).exp().sum(dim=dim)
    return total.log() + shift.squeeze(dim)


def log_softmax(x: Tensor, dim: int) -> Tensor:
    shifted = x - x.detach().amax(dim=dim, keepdim=True)
    weights = shifted.exp()
    probs = weights / weights.sum(dim=dim, keepdim=True)
    return probs.clamp_min(torch.finfo(x.dtype).tiny).log()
