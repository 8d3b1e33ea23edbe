# vae_loss: passes the data as the prediction and the reconstruction as the target to the binary cross-entropy
"""Negative ELBO."""

import torch
from torch import Tensor
from torch.nn import functional as F


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    reconstruction = F.binary_cross_entropy(x, x_recon, reduction="sum")
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return reconstruction + kl
