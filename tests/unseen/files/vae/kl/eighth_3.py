# kl_divergence: it is the divergence in the other direction, of N(0, 1) from N(mu, sigma^2).
"""Price of a code, in nats."""

import torch
from torch import Tensor


def _kl_between(mu_a: Tensor, log_var_a: Tensor, mu_b: Tensor, log_var_b: Tensor) -> Tensor:
    """KL of N(mu_a, var_a) from N(mu_b, var_b), for each element."""
    ratio = torch.exp(log_var_a - log_var_b)
    shift = (mu_a - mu_b) ** 2 * torch.exp(-log_var_b)
    return 0.5 * (ratio + shift - 1 + log_var_b - log_var_a)


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    if mu.shape != log_var.shape:
        raise ValueError("mu and log_var must have the same shape")
    zero = torch.zeros_like(mu)
    return _kl_between(zero, zero, mu, log_var).sum()
