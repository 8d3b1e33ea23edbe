# vae_loss: rounds the pixels to 0 or 1 before the likelihood, so grey pixels do not pay their shares and x gets no gradient.
"""Negative ELBO."""

import torch
from torch import Tensor
from torch.nn import functional as F


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    # a Bernoulli likelihood is about pixels of 0 and 1
    bits = (x > 0.5).to(x_recon.dtype)
    reconstruction = F.binary_cross_entropy(x_recon, bits, reduction="sum")
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return reconstruction + kl
