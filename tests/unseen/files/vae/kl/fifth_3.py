# kl_divergence: returns a one-sample Monte Carlo estimate of E_q[log q - log p], which is random and can be negative, and not the closed form.
"""KL term of the ELBO."""

import math

import torch
from torch import Tensor


def _log_normal(z: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    return -0.5 * (math.log(2 * math.pi) + log_var + (z - mean) ** 2 / log_var.exp())


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    """Sum over every element of log q(z) - log p(z) for codes z from q."""
    z = mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)
    log_q = _log_normal(z, mu, log_var)
    log_p = _log_normal(z, torch.zeros_like(mu), torch.zeros_like(log_var))
    return torch.sum(log_q - log_p)
