# asymmetric_laplace_nll: the scale is taken as 1/lambda of the (lambda, kappa) form, so the slopes are kappa/b and 1/(kappa*b) instead of tau/b and (1-tau)/b.
"""Pinball loss and the asymmetric Laplace distribution."""

import math

import torch
from torch import Tensor


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """Two slopes around the prediction."""
    error = y - q
    return torch.where(error >= 0, tau * error, (tau - 1) * error).mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """Density lambda / (kappa + 1/kappa) * exp(-lambda * |r| * kappa^sign(r)).

    The quantile at mu is kappa^2 / (1 + kappa^2), hence kappa^2 = tau / (1 - tau).
    """
    kappa = math.sqrt(tau / (1 - tau))
    z = (y - mu) / b
    cost = torch.where(z >= 0, z * kappa, -z / kappa)
    normalizer = torch.log(b) + math.log(kappa + 1 / kappa)
    return (cost + normalizer).mean()
