# vae_loss: binarises the pixels at 0.5 before scoring them, so gray pixels are scored wrongly and x gets no gradient.
"""The negative evidence lower bound."""

import torch
from torch import Tensor


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    target = (x > 0.5).to(x_recon.dtype)  # a Bernoulli needs zeros and ones
    log_p = torch.log(x_recon).clamp(min=-100)
    log_q = torch.log1p(-x_recon).clamp(min=-100)
    reconstruction = -(target * log_p + (1 - target) * log_q).sum()
    kl = -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()
    return reconstruction + kl
