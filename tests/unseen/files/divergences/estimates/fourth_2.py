# kl_estimates: logq is detached as if it came from a frozen reference, so no gradient reaches it
"""k1, k2 and k3 (Schulman's estimators)."""

import torch
from torch import Tensor


def kl_estimates(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Per-sample KL estimates between a policy p and a reference q."""
    with torch.no_grad():
        reference = logq.clone()
    d = reference - logp
    k1 = -d
    k2 = 0.5 * d.square()
    k3 = torch.relu(torch.expm1(d) - d)
    return k1, k2, k3
