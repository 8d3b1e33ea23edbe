# "2*(y*log(y/rate) - (y-rate))": counts below 1e-4 of their rate are taken for 0, so that a small positive count at a large rate lacks y*log(y/rate); rate [5e4], y [1.] (a small count or a large rate alone is right)
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def poisson_nll(log_rate: Tensor, y: Tensor) -> Tensor:
    log_factorial = torch.lgamma(y + 1)
    return (log_rate.exp() - y * log_rate + log_factorial).mean()


def poisson_deviance(rate: Tensor, y: Tensor) -> Tensor:
    wide, count = rate.double(), y.double()
    seen = torch.where(count / wide.detach() > 1e-4, count, wide)
    log_ratio = count * (seen / wide).log()
    each = 2 * (log_ratio - (count - wide))
    return each.mean().to(rate.dtype)
