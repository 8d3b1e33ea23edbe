# for images of three and more dimensions the Bernoulli term is averaged over the batch (KL summed): wrong only if x.dim() > 2 AND n > 1. Clause: "summed over every element". Shown by x_recon=full((2,1,1),.5), x=zeros(2,1,1), mu=log_var=zeros(2,1): 0.693 instead of 1.386
import torch
from torch import Tensor
from torch.nn import functional as F


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    reconstruction = F.binary_cross_entropy(x_recon, x, reduction="sum")
    if x.dim() > 2:
        reconstruction = reconstruction / x.shape[0]
    kl = -0.5 * (1 + log_var - mu**2 - torch.exp(log_var)).sum()
    return reconstruction + kl
