# poisson_deviance: clamps the rate at 1e-4 in the logarithm; wrong at rate = 1e-6, y = 1
import torch
from torch import Tensor


def poisson_nll(log_rate: Tensor, y: Tensor) -> Tensor:
    nll = torch.exp(log_rate) - y * log_rate + torch.lgamma(y + 1)
    return nll.mean()


def poisson_deviance(rate: Tensor, y: Tensor) -> Tensor:
    safe = torch.where(y > 0, y, torch.ones_like(y))
    log_ratio = y * torch.log(safe / rate.clamp(min=1e-4))
    return (2 * (log_ratio - (y - rate))).mean()
