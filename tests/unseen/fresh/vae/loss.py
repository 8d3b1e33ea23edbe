"""Wrong answers to vae/loss that only measure what the grader explains."""

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


@unseen("vae_loss", "the reconstruction term is averaged, the KL is summed")
def mean_recon(x_recon, x, mu, log_var):
    recon = F.binary_cross_entropy(x_recon, x)
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return recon + kl


@unseen("vae_loss", "squared error instead of the Bernoulli likelihood")
def squared_error(x_recon, x, mu, log_var):
    recon = ((x_recon - x) ** 2).sum()
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return recon + kl


@unseen("vae_loss", "the KL is subtracted")
def minus_kl(x_recon, x, mu, log_var):
    log_lik = -F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + log_var - mu**2 - torch.exp(log_var))
    elbo = log_lik + kl
    return -elbo


@unseen("vae_loss", "prediction and target of the cross-entropy are swapped")
def swapped_bce(x_recon, x, mu, log_var):
    bce = -(
        x_recon * torch.log(x).clamp(min=-100) + (1 - x_recon) * torch.log(1 - x).clamp(min=-100)
    ).sum()
    return bce - 0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()


@unseen("vae_loss", "mu is not squared in the KL")
def linear_mu(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kld = -0.5 * torch.sum(1 + log_var - mu - log_var.exp())
    return bce + kld


@unseen("vae_loss", "x_recon, already a probability, is treated as a logit")
def as_logits(x_recon, x, mu, log_var):
    # -log sigmoid in its stable form
    bce = F.softplus(x_recon) - x * x_recon
    kl = 0.5 * (mu.pow(2) + log_var.exp() - log_var - 1)
    return bce.sum() + kl.sum()


@unseen("vae_loss", "divided by the batch size")
def per_sample(x_recon, x, mu, log_var):
    batch = x.shape[0] if x.dim() > 0 else 1
    recon = F.binary_cross_entropy(x_recon, x, reduction="sum") / batch
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp()) / batch
    return recon + kl


@unseen("vae_loss", "the logs have no floor: nan where x_recon is exactly 0 or 1")
def no_floor(x_recon, x, mu, log_var):
    ll = x * x_recon.log() + (1 - x) * (1 - x_recon).log()
    kl = -0.5 * (1 + log_var - mu**2 - log_var.exp())
    return kl.sum() - ll.sum()


@unseen("vae_loss", "binarises the pixels with round(), so a grey pixel does not pay its shares")
def second_1(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    reconstruction = F.binary_cross_entropy(x_recon, x.round(), reduction="sum")
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return reconstruction + kl


@unseen(
    "vae_loss",
    "takes the reconstruction term as a summed squared error, a Gaussian and not a Bernoulli likelihood",
)
def second_2(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    reconstruction = ((x_recon - x) ** 2).sum()
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return reconstruction + kl


@unseen("vae_loss", "averages the reconstruction over the elements while the KL is summed")
def second_3(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    reconstruction = F.binary_cross_entropy(x_recon, x)
    kl = -0.5 * torch.sum(1 + log_var - mu**2 - torch.exp(log_var))
    return reconstruction + kl


@unseen(
    "vae_loss", "adds 1e-6 inside both logarithms, which is wrong for reconstructions near 0 and 1"
)
def second_4(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    log_p = torch.log(x_recon + 1e-6)
    log_q = torch.log(1 - x_recon + 1e-6)
    reconstruction = -(x * log_p + (1 - x) * log_q).sum()
    kl = 0.5 * (mu**2 + log_var.exp() - log_var - 1).sum()
    return reconstruction + kl
