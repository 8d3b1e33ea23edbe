# x_recon and x are exchanged in the Bernoulli term. Clause: "Bernoulli NLL" of `x` under `x_recon`, `vae_loss(x_recon, x, mu, log_var)`. Shown by x_recon=[.9], x=[.5], mu=log_var=[0.]: 0.693 instead of 1.204
import torch
from torch import Tensor
from torch.nn import functional as F


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    reconstruction = F.binary_cross_entropy(x, x_recon, reduction="sum")
    kl = -0.5 * (1 + log_var - mu**2 - torch.exp(log_var)).sum()
    return reconstruction + kl
