# poisson_nll: log(y!) is replaced by Stirling's approximation (0 for counts up to 1), so the constant is off by about 1/(12*y) for every count above 1.
import math

import torch
from torch import Tensor


def poisson_nll(log_rate: Tensor, y: Tensor) -> Tensor:
    rate = log_rate.exp()
    safe = y.clamp(min=1)
    log_fact = safe * safe.log() - safe + 0.5 * torch.log(2 * math.pi * safe)
    log_fact = torch.where(y > 1, log_fact, torch.zeros_like(y))
    return (rate - y * log_rate + log_fact).mean()


def poisson_deviance(rate: Tensor, y: Tensor) -> Tensor:
    top = torch.where(y > 0, y, torch.ones_like(y))
    unit = 2 * (y * torch.log(top / rate) - (y - rate))
    return unit.mean()
