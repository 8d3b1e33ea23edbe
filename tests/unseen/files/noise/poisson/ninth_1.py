# poisson_nll: clamps log_rate at 10 before exp; wrong at log_rate = 14
import torch
from torch import Tensor


def poisson_nll(log_rate: Tensor, y: Tensor) -> Tensor:
    nll = torch.exp(log_rate.clamp(max=10)) - y * log_rate + torch.lgamma(y + 1)
    return nll.mean()


def poisson_deviance(rate: Tensor, y: Tensor) -> Tensor:
    safe = torch.where(y > 0, y, torch.ones_like(y))
    log_ratio = y * torch.log(safe / rate)
    return (2 * (log_ratio - (y - rate))).mean()
