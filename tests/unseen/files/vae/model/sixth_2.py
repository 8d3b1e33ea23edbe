# VAE.forward: applies a sigmoid to the output of the decoder, which ends in one already, so reconstructions lie between 0.5 and 0.73.
"""VAE: encode, sample, decode."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class VAE(nn.Module):
    """Variational autoencoder with Bernoulli pixels and a standard normal prior over codes."""

    def __init__(self, d_input: int, d_latent: int) -> None:
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(d_input, 256), nn.ReLU())
        self.mu_head = nn.Linear(256, d_latent)
        self.log_var_head = nn.Linear(256, d_latent)
        self.decoder = nn.Sequential(
            nn.Linear(d_latent, 256), nn.ReLU(), nn.Linear(256, d_input), nn.Sigmoid()
        )

    def encode(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = self.encoder(x)
        mu = self.mu_head(h)
        log_var = self.log_var_head(h)
        return mu, log_var

    def reparameterise(self, mu: Tensor, log_var: Tensor) -> Tensor:
        std = torch.exp(0.5 * log_var)
        eps = torch.randn_like(std)
        return eps.mul(std).add(mu)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        mu, log_var = self.encode(x)
        z = self.reparameterise(mu, log_var)
        x_recon = torch.sigmoid(self.decoder(z))
        return x_recon, mu, log_var

    def loss(self, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
        recon = F.binary_cross_entropy(x_recon, x, reduction="sum")
        kl = 0.5 * torch.sum(log_var.exp() + mu.pow(2) - 1 - log_var)
        return recon + kl
