# vae_loss: torch.logit with eps=1e-6 clamps x_recon, so it is not exact close to 0 and 1.
import torch
from torch import Tensor
from torch.nn import functional as F


def _kl(mu: Tensor, log_var: Tensor) -> Tensor:
    return 0.5 * torch.sum(mu.square() + torch.expm1(log_var) - log_var)


def _bernoulli(x_recon: Tensor, x: Tensor) -> Tensor:
    # the form from logits is the stable one
    z = torch.logit(x_recon, eps=1e-6)
    return torch.sum(F.softplus(z) - x * z)


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Negative ELBO: reconstruction term plus KL, both summed over every element."""
    return _bernoulli(x_recon, x) + _kl(mu, log_var)
