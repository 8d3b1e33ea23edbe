# kl_estimates: clamps the log ratio of k3 to 20 against overflow; wrong at logq - logp = 25
import torch
from torch import Tensor


def kl_estimates(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    log_ratio = logp - logq
    k1 = log_ratio
    k2 = log_ratio**2 / 2
    bounded = log_ratio.clamp(-20, 20)
    k3 = torch.expm1(-bounded) + bounded
    k3 = k3 - k3.detach().clamp(max=0)
    return k1, k2, k3
