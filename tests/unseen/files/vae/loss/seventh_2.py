# vae_loss: the arguments of F.binary_cross_entropy are swapped, so the pixels are used as probabilities and the reconstruction as the target.
import torch
from torch import Tensor
from torch.nn import functional as F


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    bce = F.binary_cross_entropy(x, x_recon, reduction="sum")
    kld = 0.5 * torch.sum(torch.exp(log_var) + mu.pow(2) - 1.0 - log_var)
    return bce + kld
