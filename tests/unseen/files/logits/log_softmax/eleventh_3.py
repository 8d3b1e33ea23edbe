# "gradient accurate": the shift is a constant where it is added back but not where it is subtracted, so the gradient of logsumexp is softmax minus a one at the maximum; x = [0., 1., 2.], dim=0
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def logsumexp(x: Tensor, dim: int) -> Tensor:
    shift = x.amax(dim=dim, keepdim=True)
    shift = torch.where(torch.isinf(shift), torch.zeros_like(shift), shift)
    total = (x - shift).exp().sum(dim=dim)
    return total.log() + shift.detach().squeeze(dim)


def log_softmax(x: Tensor, dim: int) -> Tensor:
    shifted = x - x.detach().amax(dim=dim, keepdim=True)
    return shifted - shifted.exp().sum(dim=dim, keepdim=True).log()
