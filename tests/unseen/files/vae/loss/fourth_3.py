# vae_loss: binarises the pixels at 0.5, so a gray pixel pays as a full one or zero and x gets no gradient
"""Loss of a variational autoencoder."""

import torch
from torch import Tensor


def _bernoulli_log_prob(p: Tensor, bits: Tensor) -> Tensor:
    log_p = torch.log(p).clamp(min=-100)
    log_q = torch.log1p(-p).clamp(min=-100)
    return bits * log_p + (1 - bits) * log_q


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    bits = (x > 0.5).to(x_recon.dtype)
    reconstruction = -_bernoulli_log_prob(x_recon, bits).sum()
    kl = 0.5 * (mu.square() + log_var.exp() - log_var - 1).sum()
    return reconstruction + kl
