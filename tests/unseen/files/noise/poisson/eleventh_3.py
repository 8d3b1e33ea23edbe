# "where y = 0 an element is 2*rate, gradient to rate included": xlogy of y and y/rate has the right value there, and a gradient of nan; rate [2., 3.], y [0., 3.]
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def poisson_nll(log_rate: Tensor, y: Tensor) -> Tensor:
    log_factorial = torch.lgamma(y + 1)
    return (log_rate.exp() - y * log_rate + log_factorial).mean()


def poisson_deviance(rate: Tensor, y: Tensor) -> Tensor:
    wide, count = rate.double(), y.double()
    log_ratio = torch.xlogy(count, count / wide)
    each = 2 * (log_ratio - (count - wide))
    return each.mean().to(rate.dtype)
