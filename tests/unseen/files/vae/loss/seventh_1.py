# vae_loss: 1e-8 is added inside both logs, which is too large for float64 reconstructions within 1e-12 of 0 or 1.
import torch
from torch import Tensor

EPS = 1e-8


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    log_one = torch.log(x_recon + EPS)
    log_zero = torch.log((1 - x_recon) + EPS)
    reconstruction = -(x * log_one + (1 - x) * log_zero).sum()
    kl = -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()
    return reconstruction + kl
