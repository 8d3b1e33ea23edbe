# vae_loss: the KL is summed over the latent dimension and then averaged over the batch while the reconstruction is summed over the batch.
"""The negative evidence lower bound."""

import torch
from torch import Tensor
from torch.nn import functional as F


def _kl(mu: Tensor, log_var: Tensor) -> Tensor:
    """KL of N(mu, exp(log_var)) from N(0, 1)."""
    per_dimension = 1 + log_var - mu**2 - log_var.exp()
    return torch.mean(-0.5 * per_dimension.sum(dim=-1))


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Negative evidence lower bound of a VAE with Bernoulli pixels and a standard normal prior."""
    reconstruction = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return reconstruction + _kl(mu, log_var)
