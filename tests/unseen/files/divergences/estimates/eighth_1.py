# kl_estimates: k3 takes the logarithm of the exponentiated ratio, which is log(0) = -inf (k3 = inf) when q/p underflows and inf - inf = nan when it overflows.
import torch
from torch import Tensor


def kl_estimates(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """k1, k2 and k3 for each sample from p."""
    diff = logp - logq
    k1 = diff
    k2 = 0.5 * diff.square()

    ratio = torch.exp(logq - logp)
    k3 = (ratio - 1) - torch.log(ratio)
    return k1, k2, k3.clamp(min=0)
