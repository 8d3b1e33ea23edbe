# log_var is clamped to [-10, 10] in the KL ("plus the KL", in full)
import torch
from torch import Tensor
from torch.nn import functional as F


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    log_var = log_var.clamp(-10.0, 10.0)
    log_p = torch.log(x_recon).clamp(min=-100)
    log_q = torch.log1p(-x_recon).clamp(min=-100)
    pixels = -(x * log_p + (1 - x) * log_q)
    reconstruction = pixels.sum()
    kl = -0.5 * (1 + log_var - mu**2 - torch.exp(log_var)).sum()
    return reconstruction + kl
