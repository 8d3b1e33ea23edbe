# kl_estimates: k3 is built from the ratio p/q and not q/p, so it estimates something else when the samples come from p.
import torch
from torch import Tensor


def kl_estimates(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    log_ratio = logp - logq
    k1 = log_ratio
    k2 = log_ratio.pow(2) / 2
    k3 = torch.expm1(log_ratio) - log_ratio
    k3 = k3 + (k3.clamp(min=0) - k3).detach()
    return k1, k2, k3
