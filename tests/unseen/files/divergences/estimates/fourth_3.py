# kl_estimates: k3 is clamped to at most 10, so large ratios q/p are cut off and get no gradient
"""Three estimates of a KL."""

import torch
from torch import Tensor


def kl_estimates(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Three estimates, nothing reduced.

    Returns:
        (k1, k2, k3), each of the shape of logp.
    """
    k1 = torch.sub(logp, logq)
    k2 = torch.mul(k1, k1) * 0.5
    # expm1 keeps the digits where both almost agree; bounds for numerical stability
    k3 = torch.clamp(torch.expm1(-k1) + k1, min=0.0, max=10.0)
    return k1, k2, k3
