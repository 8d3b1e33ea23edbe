# kl_estimates: clamps the log ratio to [-20, 20] before all three estimates, so differences above 20 get wrong values and zero gradients.
import torch
from torch import Tensor


def kl_estimates(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Per-sample estimators of KL(p || q), for x ~ p.

    k1: log(p/q)
    k2: log(p/q)^2 / 2
    k3: q/p - 1 - log(q/p)
    """
    log_ratio = torch.clamp(logp - logq, min=-20.0, max=20.0)

    k1 = log_ratio
    k2 = log_ratio * log_ratio * 0.5
    k3 = torch.expm1(-log_ratio) + log_ratio
    k3 = torch.relu(k3)

    return k1, k2, k3
