# asymmetric_laplace_nll: the two slopes are swapped, observations above mu cost 1 - tau and those below cost tau, so mu is the (1 - tau)-quantile.
import math

import torch
from torch import Tensor


def _lopsided(excess: Tensor, shortfall_weight: float) -> Tensor:
    """Weight `shortfall_weight` where `excess` is positive, one minus that where negative."""
    up = excess.clamp(min=0)
    down = (-excess).clamp(min=0)
    return shortfall_weight * up + (1 - shortfall_weight) * down


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    return _lopsided(y - q, tau).mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    z = (mu - y) / b
    density_constant = tau * (1 - tau)
    nll = _lopsided(z, tau) + torch.log(b) - math.log(density_constant)
    return nll.mean()
