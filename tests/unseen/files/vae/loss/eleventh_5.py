# the Bernoulli term is the KL divergence of x from x_recon (entropy of gray pixels subtracted): equal for black and white ones. Clause: "Bernoulli NLL summed over every element"; "a gray pixel pays the share `x` of what a one costs and the share `1-x` of what a zero costs". Shown by x_recon=x=[.5], mu=log_var=[0.]: 0 instead of 0.693
import torch
from torch import Tensor
from torch.nn import functional as F


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    reconstruction = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = -0.5 * (1 + log_var - mu**2 - torch.exp(log_var)).sum()
    entropy = -(torch.xlogy(x, x) + torch.xlogy(1 - x, 1 - x)).sum()
    return reconstruction - entropy + kl
