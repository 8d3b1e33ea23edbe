# kl_estimates: k3 is clamped to at most 10 as training libraries do, so larger values are cut off and lose their gradient.
import torch
from torch import Tensor


def _k1(delta: Tensor) -> Tensor:
    return delta.clone()


def _k2(delta: Tensor) -> Tensor:
    return delta.square().mul(0.5)


def _k3(delta: Tensor) -> Tensor:
    low_var = torch.expm1(-delta) + delta
    # rounding must not push it under zero; the slope stays that of the formula
    low_var = low_var + torch.relu(-low_var.detach())
    return torch.clamp(low_var, max=10.0)


def kl_estimates(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Schulman's three estimators, per sample."""
    delta = torch.sub(logp, logq)
    return _k1(delta), _k2(delta), _k3(delta)
