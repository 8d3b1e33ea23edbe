# VAE.loss: takes the reconstruction first and the image second, so a positional call loss(x, x_recon, ...) swaps prediction and target
"""A complete VAE."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def gaussian_kl(mu: Tensor, log_var: Tensor) -> Tensor:
    return 0.5 * (mu.square() + log_var.exp() - 1.0 - log_var)


class VAE(nn.Module):
    """Variational autoencoder with binary pixels."""

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
        return self.mu_head(features), self.log_var_head(features)

    def reparameterise(self, mu: Tensor, log_var: Tensor) -> Tensor:
        noise = torch.randn_like(mu)
        return mu + noise * log_var.mul(0.5).exp()

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        mu, log_var = self.encode(x)
        x_recon = self.decoder(self.reparameterise(mu, log_var))
        return x_recon, mu, log_var

    def loss(self, x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
        nll = F.binary_cross_entropy(input=x_recon, target=x, reduction="sum")
        return nll + gaussian_kl(mu, log_var).sum()
