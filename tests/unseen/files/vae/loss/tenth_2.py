# below 1e-9 the gradient to x_recon is cut to 0 although the value is right (exact within 1e-12; a gradient is right wherever the value is)
import torch
from torch import Tensor
from torch.nn import functional as F


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    safe = torch.log(x_recon.clamp(min=1e-9))
    log_p = safe + (torch.log(x_recon).clamp(min=-100) - safe).detach()
    log_q = torch.log1p(-x_recon).clamp(min=-100)
    pixels = -(x * log_p + (1 - x) * log_q)
    reconstruction = pixels.sum()
    kl = -0.5 * (1 + log_var - mu**2 - torch.exp(log_var)).sum()
    return reconstruction + kl
