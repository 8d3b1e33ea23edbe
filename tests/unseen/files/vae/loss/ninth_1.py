# vae_loss: adds 1e-10 inside the logs; wrong in float64 at x_recon = 1e-12, x = 1
import torch
from torch import Tensor
from torch.nn import functional as F


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    log_p = torch.log(x_recon + 1e-10)
    log_q = torch.log(1 - x_recon + 1e-10)
    reconstruction = -(x * log_p + (1 - x) * log_q).sum()
    kl = -0.5 * (1 + log_var - mu**2 - torch.exp(log_var)).sum()
    return reconstruction + kl
