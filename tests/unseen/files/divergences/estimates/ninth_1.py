# kl_estimates: k3 by exp - 1 without a floor; negative in float32 at differences of about 1e-4
import torch
from torch import Tensor


def kl_estimates(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    log_ratio = logp - logq
    k1 = log_ratio
    k2 = log_ratio**2 / 2
    k3 = torch.exp(-log_ratio) - 1 + log_ratio
    return k1, k2, k3
