# poisson_deviance: where(y > 0, y*log(y/rate), 0) masks only the value, and the unselected branch has log(0), so the gradient to rate is nan at counts of 0.
import torch
from torch import Tensor


def poisson_nll(log_rate: Tensor, y: Tensor) -> Tensor:
    expected = log_rate.exp()
    log_factorial = torch.lgamma(y + 1)
    nll = expected - y * log_rate + log_factorial
    return nll.mean()


def poisson_deviance(rate: Tensor, y: Tensor) -> Tensor:
    ratio = y / rate
    log_ratio = torch.where(y > 0, y * torch.log(ratio), torch.zeros_like(rate))
    each = 2 * (log_ratio - y + rate)
    return each.mean()
