# kl_estimates: the ratio of k3 is formed from the probabilities, which underflow to 0/0 for log-probabilities such as -1000
"""Three estimates of a KL from samples."""

import torch
from torch import Tensor


def kl_estimates(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Three estimates of the KL of q from p, for each sample."""
    log_ratio = logp - logq
    k1 = log_ratio
    k2 = log_ratio**2 / 2
    close = log_ratio.abs() < 0.1
    ratio_minus_1 = torch.where(
        close, torch.expm1(-log_ratio), torch.exp(logq) / torch.exp(logp) - 1
    )
    k3 = (ratio_minus_1 + log_ratio).clamp(min=0)
    return k1, k2, k3
