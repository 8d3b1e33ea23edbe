# vae_loss: binarises the pixels; wrong where x is gray (0.3)
import torch
from torch import Tensor
from torch.nn import functional as F


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    x = torch.where(x == x.round(), x, x.round().detach())
    log_p = torch.log(x_recon).clamp(min=-100)
    log_q = torch.log1p(-x_recon).clamp(min=-100)
    reconstruction = -(x * log_p + (1 - x) * log_q).sum()
    kl = -0.5 * (1 + log_var - mu**2 - torch.exp(log_var)).sum()
    return reconstruction + kl
