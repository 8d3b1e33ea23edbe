# vae_loss: weights the KL by the ratio of code size to image size (the normalised beta of beta-VAE code), so the result is not the negative ELBO.
"""ELBO."""

import torch
from torch import Tensor
from torch.nn import functional as F


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kld = 0.5 * torch.sum(mu.pow(2) + log_var.exp() - log_var - 1)
    kld_weight = mu.numel() / x.numel()
    return bce + kld_weight * kld
