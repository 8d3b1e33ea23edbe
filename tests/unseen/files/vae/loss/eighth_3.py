# vae_loss: the pixels are thresholded at 0.5 before the likelihood is taken, so grey pixels cost the wrong amount and x gets no gradient.
"""Negative ELBO with Bernoulli pixels."""

import torch
from torch import Tensor


def bernoulli_nll_sum(p: Tensor, target: Tensor) -> Tensor:
    log_one = torch.log(p).clamp(min=-100)
    log_zero = torch.log1p(-p).clamp(min=-100)
    return -(target * log_one + (1 - target) * log_zero).sum()


def kl_sum(mu: Tensor, log_var: Tensor) -> Tensor:
    return -0.5 * (1 + log_var - mu.square() - log_var.exp()).sum()


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    assert x_recon.shape == x.shape and mu.shape == log_var.shape
    pixels = (x > 0.5).to(x_recon.dtype)
    return bernoulli_nll_sum(x_recon, pixels) + kl_sum(mu, log_var)
