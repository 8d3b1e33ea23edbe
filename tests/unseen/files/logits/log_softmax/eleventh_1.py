# "log_softmax(x, dim)" is "along one dimension": the normalizer is summed along the last dimension whatever dim is; x = [[0., 1.], [2., 5.]], dim=0
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
    return shifted - shifted.exp().sum(dim=-1, keepdim=True).log()
