# kl_estimates: the ratio in k3 is a constant importance weight without gradient, so the gradient of k3 is that of the log ratio alone
"""Three estimates of a KL from samples."""

import torch
from torch import Tensor


def _ratio_minus_one(log_ratio: Tensor) -> Tensor:
    """Importance weight q/p, less 1, without cancellation."""
    with torch.no_grad():
        return torch.expm1(log_ratio)


def kl_estimates(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Three estimates of the KL of `q` from `p`, for each of the samples from `p`."""
    k1 = logp - logq
    k2 = k1**2 / 2
    k3 = _ratio_minus_one(logq - logp) + k1
    k3 = torch.where(k3 < 0, k3 - k3.detach(), k3)
    return k1, k2, k3
