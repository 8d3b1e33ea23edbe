# vae_loss: the probabilities are turned into logits with torch.logit(eps=1e-6), which clamps them, so x_recon within 1e-6 of 0 or 1 gives a wrong value and no gradient.
import torch
from torch import Tensor
from torch.nn import functional as F


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    logits = torch.logit(x_recon, eps=1e-6)
    nll = F.softplus(logits) - x * logits
    kl = -0.5 * (1 + log_var - mu**2 - log_var.exp())
    return nll.sum() + kl.sum()
