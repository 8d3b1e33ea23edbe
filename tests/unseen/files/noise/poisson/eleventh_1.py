# "2*(y*log(y/rate) - (y-rate))": the sign of y-rate; rate [2.], y [5.]
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def poisson_nll(log_rate: Tensor, y: Tensor) -> Tensor:
    log_factorial = torch.lgamma(y + 1)
    return (log_rate.exp() - y * log_rate + log_factorial).mean()


def poisson_deviance(rate: Tensor, y: Tensor) -> Tensor:
    wide, count = rate.double(), y.double()
    seen = torch.where(count > 0, count, torch.ones_like(count))
    log_ratio = count * (seen / wide).log()
    each = 2 * (log_ratio + (count - wide))
    return each.mean().to(rate.dtype)
