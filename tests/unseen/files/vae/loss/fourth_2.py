# vae_loss: the reconstruction term is the mean times the pixels of one image, that is averaged over the batch, while the KL is summed over it
"""ELBO of a Bernoulli VAE."""

import torch
from torch import Tensor
from torch.nn import functional as F


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    n_pixels = x[0].numel()
    bce = F.binary_cross_entropy(x_recon, x) * n_pixels
    var = log_var.exp()
    kld = 0.5 * (mu * mu + var - 1 - log_var).sum()
    return bce + kld
