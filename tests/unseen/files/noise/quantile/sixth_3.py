# asymmetric_laplace_nll: it uses the kappa parameterisation of SciPy with b as its scale, which is b / sqrt(tau*(1-tau)) in this definition
"""Pinball loss and asymmetric Laplace likelihood."""

import math

import torch
from torch import Tensor


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """Mean pinball loss of predicted quantiles."""
    below = torch.relu(y - q)
    above = torch.relu(q - y)
    return torch.mean(tau * below + (1 - tau) * above)


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """Mean negative log-density of observations under an asymmetric Laplace distribution.

    With asymmetry kappa = sqrt(tau/(1-tau)) the density is exp(-kappa*z) to the right of mu and
    exp(z/kappa) to the left, over (kappa + 1/kappa) times the scale.
    """
    kappa = math.sqrt(tau / (1.0 - tau))
    z = (y - mu) / b
    cost = kappa * torch.relu(z) + torch.relu(-z) / kappa
    return torch.mean(cost + torch.log(b) + math.log(kappa + 1.0 / kappa))
