# vae_loss: the reconstruction is summed over pixels but averaged over the batch, while the KL is summed over both.
import torch
from torch import Tensor
from torch.nn import functional as F


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    d = x.shape[-1] if x.dim() else 1
    bce = F.binary_cross_entropy(x_recon, x) * d
    kld = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return bce + kld
