# kl_estimates: k3 is clamped to at most 10 (as some RLHF code does), so samples that q finds far more likely are cut off.
"""k1, k2, k3."""

import torch
from torch import Tensor


def kl_estimates(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Three estimates of the KL for each sample."""
    log_ratio = logp - logq
    k1 = log_ratio
    k2 = 0.5 * log_ratio.square()
    k3 = torch.expm1(-log_ratio) + log_ratio
    k3 = torch.clamp(k3, min=0.0, max=10.0)
    return k1, k2, k3
