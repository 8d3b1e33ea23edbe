# "log(sum(exp(x)))": the sum has one more term exp(0), the softmax with an implicit null class; x = [1., 2.], dim=0; near for large x
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def logsumexp(x: Tensor, dim: int) -> Tensor:
    shift = x.detach().amax(dim=dim, keepdim=True)
    shift = torch.where(torch.isinf(shift), torch.zeros_like(shift), shift)
    total = (x - shift).exp().sum(dim=dim)
    evidence = total.log() + shift.squeeze(dim)
    return torch.logaddexp(evidence, torch.zeros_like(evidence))


def log_softmax(x: Tensor, dim: int) -> Tensor:
    shifted = x - x.detach().amax(dim=dim, keepdim=True)
    return shifted - shifted.exp().sum(dim=dim, keepdim=True).log()
