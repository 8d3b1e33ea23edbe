# encode: passes the log-variance head through a ReLU, so log_var is never negative and no posterior is narrower than the prior.
"""A variational autoencoder."""

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
        log_var = F.relu(self.log_var_head(h))
        return mu, log_var

    def reparameterise(self, mu: Tensor, log_var: Tensor) -> Tensor:
        std = torch.exp(0.5 * log_var)
        return mu + std * torch.randn_like(std)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        mu, log_var = self.encode(x)
        z = self.reparameterise(mu, log_var)
        return self.decoder(z), mu, log_var

    def loss(self, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
        bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
        kld = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
        return bce + kld
