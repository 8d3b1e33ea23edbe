# forward: applies a sigmoid to the output of the decoder, which already ends in one, so reconstructions lie between 0.5 and 0.73.
"""The whole model."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def _kl_to_prior(mu: Tensor, log_var: Tensor) -> Tensor:
    return 0.5 * torch.sum(mu**2 + torch.exp(log_var) - 1.0 - log_var)


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
        """Means and logarithms of the variances, both of shape (n, d_latent)."""
        hidden = self.encoder(x)
        return self.mu_head(hidden), self.log_var_head(hidden)

    def reparameterise(self, mu: Tensor, log_var: Tensor) -> Tensor:
        """A fresh sample, shape (n, d_latent)."""
        eps = torch.randn_like(mu)
        return eps.mul(log_var.mul(0.5).exp()).add(mu)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Encode images, sample their codes and reconstruct them."""
        mu, log_var = self.encode(x)
        z = self.reparameterise(mu, log_var)
        x_recon = torch.sigmoid(self.decoder(z))
        return x_recon, mu, log_var

    def loss(self, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
        """Negative evidence lower bound, summed over images."""
        reconstruction = F.binary_cross_entropy(x_recon, x, reduction="sum")
        return reconstruction + _kl_to_prior(mu, log_var)
