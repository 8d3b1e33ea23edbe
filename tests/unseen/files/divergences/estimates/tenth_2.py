# k3 of differences below 0.01 is d^2/2, up to 0.33 % off from 0.003 on (gradient 0.5 %); violates 'in float64 right to 1 part in 1,000 for differences from 1e-4 to 30'
import torch
from torch import Tensor


def kl_estimates(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    log_ratio = logq - logp
    k1 = -log_ratio
    k2 = log_ratio**2 / 2
    k3 = torch.expm1(log_ratio) - log_ratio
    k3 = torch.where(log_ratio.abs() < 0.01, k2, k3)
    return k1, k2, k3
