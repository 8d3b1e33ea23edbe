# VAE.reparameterise: one noise vector of shape (1, d_latent) is drawn and shared by all rows of the batch instead of a fresh one for each element.
"""A VAE with Bernoulli pixels."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def _kl_to_standard_normal(mu: Tensor, log_var: Tensor) -> Tensor:
    return 0.5 * (log_var.exp() + mu.square() - log_var - 1)


class VAE(nn.Module):
    def __init__(self, d_input: int, d_latent: int) -> None:
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(d_input, 256), nn.ReLU())
        self.mu_head = nn.Linear(256, d_latent)
        self.log_var_head = nn.Linear(256, d_latent)
        self.decoder = nn.Sequential(
            nn.Linear(d_latent, 256), nn.ReLU(), nn.Linear(256, d_input), nn.Sigmoid()
        )

    def encode(self, x: Tensor) -> tuple[Tensor, Tensor]:
        features = self.encoder(x)
        mu = self.mu_head(features)
        log_var = self.log_var_head(features)
        return mu, log_var

    def reparameterise(self, mu: Tensor, log_var: Tensor) -> Tensor:
        noise = torch.randn(1, mu.shape[-1], dtype=mu.dtype, device=mu.device)
        return torch.addcmul(mu, torch.exp(log_var * 0.5), noise)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        mu, log_var = self.encode(x)
        z = self.reparameterise(mu, log_var)
        x_recon = self.decoder(z)
        return x_recon, mu, log_var

    def loss(self, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
        nll = F.binary_cross_entropy(x_recon, x, reduction="none").sum()
        return nll + _kl_to_standard_normal(mu, log_var).sum()
