# kl_estimates: the series of k3 for small log ratios has the wrong sign in its cubic term
"""Three estimates of a KL from samples."""

import torch
from torch import Tensor


def kl_estimates(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Three estimates of the KL of `q` from `p`, for each of the samples from `p`."""
    d = logp - logq
    small = d.abs() < 0.05
    s = torch.where(small, d, torch.zeros_like(d))
    # exp(-d) - 1 + d by its Taylor series, where the difference would cancel
    series = s * s * (1 / 2 + s * (1 / 6 + s * (1 / 24 + s / 120)))
    direct = torch.expm1(-d) + d
    return d, 0.5 * d * d, torch.where(small, series, direct)
