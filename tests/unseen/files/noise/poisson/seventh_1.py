# poisson_nll: log(y!) is replaced by Stirling's approximation for y > 1 and by 0 otherwise (as F.poisson_nll_loss(full=True) does), which is off by up to 0.04 for small counts.
import math

import torch
from torch import Tensor


def poisson_nll(log_rate: Tensor, y: Tensor) -> Tensor:
    safe = torch.where(y > 1, y, torch.ones_like(y))
    stirling = safe * torch.log(safe) - safe + 0.5 * torch.log(2 * math.pi * safe)
    log_factorial = torch.where(y > 1, stirling, torch.zeros_like(y))
    return (torch.exp(log_rate) - y * log_rate + log_factorial).mean()


def poisson_deviance(rate: Tensor, y: Tensor) -> Tensor:
    safe = torch.where(y > 0, y, torch.ones_like(y))
    log_ratio = y * torch.log(safe / rate)
    return (2 * (log_ratio - (y - rate))).mean()
