# poisson_deviance: xlogy(y, y/rate); nan gradient to rate where y = 0, value right
import torch
from torch import Tensor


def poisson_nll(log_rate: Tensor, y: Tensor) -> Tensor:
    nll = torch.exp(log_rate) - y * log_rate + torch.lgamma(y + 1)
    return nll.mean()


def poisson_deviance(rate: Tensor, y: Tensor) -> Tensor:
    log_ratio = torch.xlogy(y, y / rate)
    return (2 * (log_ratio - (y - rate))).mean()
