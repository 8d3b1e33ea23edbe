"""Wrong answers to vae/model that only measure what the grader explains."""

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


@unseen("VAE.encode", "log_var comes from the head of the mean")
def same_head(self, x):
    h = self.encoder(x)
    mu = self.mu_head(h)
    log_var = self.mu_head(h)
    return mu, log_var


@unseen("VAE.encode", "a relu keeps log_var from being negative")
def relu_log_var(self, x):
    hidden = self.encoder(x)
    return self.mu_head(hidden), F.relu(self.log_var_head(hidden))


@unseen("VAE.reparameterise", "exp(log_var) is used as the standard deviation")
def exp_log_var(self, mu, log_var):
    std = log_var.exp()
    eps = torch.randn_like(std)
    return eps.mul(std).add(mu)


@unseen("VAE.reparameterise", "one noise value for each sample, shared by its latent dimensions")
def one_eps_a_row(self, mu, log_var):
    eps = torch.randn(mu.shape[0], 1, dtype=mu.dtype, device=mu.device)
    return mu + torch.exp(log_var / 2) * eps


@unseen("VAE.forward", "the mean is decoded, nothing is sampled")
def decode_mean(self, x):
    mu, log_var = self.encode(x)
    return self.decoder(mu), mu, log_var


@unseen("VAE.forward", "the sample is cut from the graph before it is decoded")
def detached_z(self, x):
    mu, log_var = self.encode(x)
    z = self.reparameterise(mu, log_var).detach()
    x_recon = self.decoder(z)
    return x_recon, mu, log_var


@unseen("VAE.loss", "the arguments are read as x_recon first, x second")
def recon_first(self, x_recon, x, mu, log_var):
    eps = 1e-12
    bce = -(x * torch.log(x_recon + eps) + (1 - x) * torch.log(1 - x_recon + eps)).sum()
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return bce + kl


@unseen("VAE.loss", "both terms are means, over different numbers of elements")
def means(self, x, x_recon, mu, log_var):
    recon_loss = F.binary_cross_entropy(x_recon, x, reduction="mean")
    kl_loss = -0.5 * torch.mean(1 + log_var - mu**2 - log_var.exp())
    return recon_loss + kl_loss


@unseen("VAE.encode", "passes log_var through softplus, so the variance can never be below 1")
def second_1(self, x: Tensor) -> tuple[Tensor, Tensor]:
    hidden = self.encoder(x)
    return self.mu_head(hidden), F.softplus(self.log_var_head(hidden))


@unseen("VAE.forward", "decodes the mean of the codes and never samples")
def second_2(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    mu, log_var = self.encode(x)
    return self.decoder(mu), mu, log_var


@unseen("VAE.loss", "divides the loss by the batch size")
def second_3(self, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    reconstruction = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return (reconstruction + kl) / x.shape[0]


@unseen("VAE.reparameterise", "draws one number per image and uses it in all latent dimensions")
def second_4(self, mu: Tensor, log_var: Tensor) -> Tensor:
    std = torch.exp(0.5 * log_var)
    eps = torch.randn(mu.shape[0], 1, dtype=mu.dtype, device=mu.device)
    return mu + eps * std
