# vae_loss: xlogy saves only the 0*log(0) case, so a reconstruction of exactly 0 or 1 that misses its pixel gives an infinite loss.
"""Negative ELBO with Bernoulli pixels."""

import torch
from torch import Tensor


def _pixel_nll(p: Tensor, x: Tensor) -> Tensor:
    # 0*log(0) = 0
    return -(torch.xlogy(x, p) + torch.special.xlog1py(1 - x, -p))


def _kl(mu: Tensor, log_var: Tensor) -> Tensor:
    return 0.5 * (mu.square() + log_var.exp() - 1 - log_var)


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Summed over every element."""
    return _pixel_nll(x_recon, x).sum() + _kl(mu, log_var).sum()
