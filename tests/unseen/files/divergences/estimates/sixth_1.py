# kl_estimates: k3 is capped at 10, as RL libraries do against outliers, so large estimates and their gradients are lost
"""Three estimates of a KL from samples."""

import torch
from torch import Tensor


def kl_estimates(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Three estimates of the KL of `q` from `p`, for each of the samples from `p`."""
    log_ratio = logq - logp
    k1 = -log_ratio
    k2 = 0.5 * log_ratio.square()
    k3 = torch.clamp(torch.expm1(log_ratio) - log_ratio, min=0.0, max=10.0)
    return k1, k2, k3
