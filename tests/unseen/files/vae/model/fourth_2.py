# VAE.forward: the sampled code is detached before decoding, so the reconstruction term trains only the decoder
"""VAE for images."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class VAE(nn.Module):
    """Encoder, code, decoder."""

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
        return self.mu_head(h), self.log_var_head(h)

    def reparameterise(self, mu: Tensor, log_var: Tensor) -> Tensor:
        std = (log_var / 2).exp()
        return torch.randn_like(std).mul(std).add(mu)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        mu, log_var = self.encode(x)
        code = self.reparameterise(mu, log_var).detach()
        return self.decoder(code), mu, log_var

    def loss(self, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
        reconstruction = F.binary_cross_entropy(x_recon, x, reduction="none").sum()
        kl = 0.5 * torch.sum(mu**2 + log_var.exp() - log_var - 1)
        return reconstruction + kl
