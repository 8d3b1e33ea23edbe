# vae_loss: the arguments of the binary cross-entropy are swapped, so x plays the prediction and x_recon the target.
import torch
import torch.nn.functional as F


def vae_loss(x_recon, x, mu, log_var):
    reconstruction = F.binary_cross_entropy(x, x_recon, reduction="sum")
    variance = torch.exp(log_var)
    kl = 0.5 * torch.sum(mu * mu + variance - log_var - 1)
    return reconstruction + kl
