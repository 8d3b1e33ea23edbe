# asymmetric_laplace_nll: in the parametrisation by kappa = sqrt(tau/(1-tau)) the rate is 1/b instead of sqrt(tau*(1-tau))/b, so slopes and normaliser belong to another scale.
from __future__ import annotations

import math

import torch
from torch import Tensor


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """Weight tau below, 1 - tau above."""
    too_low = torch.relu(y - q)
    too_high = torch.relu(q - y)
    return (tau * too_low + (1 - tau) * too_high).mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """Density rate/(kappa + 1/kappa) * exp(-rate * |r| * kappa^sign(r))."""
    kappa = math.sqrt(tau / (1 - tau))
    rate = 1 / b
    above = torch.relu(y - mu)
    below = torch.relu(mu - y)
    exponent = rate * (kappa * above + below / kappa)
    log_density = torch.log(rate) - math.log(kappa + 1 / kappa) - exponent
    return -log_density.mean()
