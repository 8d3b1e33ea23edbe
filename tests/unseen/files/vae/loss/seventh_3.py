# vae_loss: gray pixels are binarized at 0.5 (each pays only for a one or only for a zero) instead of paying both shares, and no gradient reaches x.
import torch
from torch import Tensor
from torch.nn import functional as F


def _bernoulli_nll(p: Tensor, observed: Tensor) -> Tensor:
    is_on = (observed > 0.5).to(p.dtype)
    return F.binary_cross_entropy(p, is_on, reduction="none")


def _kl(mu: Tensor, log_var: Tensor) -> Tensor:
    return 0.5 * (mu.square() + torch.expm1(log_var) - log_var)


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    return _bernoulli_nll(x_recon, x).sum() + _kl(mu, log_var).sum()
