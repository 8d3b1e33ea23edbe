# encode squeezes the hidden features, so a batch of one loses its batch dimension. Clause: "both of shape `(n, d_latent)`". Shown by VAE(6, 2), x of shape (1, 6): mu has shape (2,) instead of (1, 2)
import torch
from torch import Tensor, nn
from torch.nn import functional as F


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
        hidden = self.encoder(x).squeeze()
        return self.mu_head(hidden), self.log_var_head(hidden)

    def reparameterise(self, mu: Tensor, log_var: Tensor) -> Tensor:
        std = torch.exp(0.5 * log_var)
        return mu + std * torch.randn_like(mu)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        mu, log_var = self.encode(x)
        z = self.reparameterise(mu, log_var)
        return self.decoder(z), mu, log_var

    def loss(self, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
        reconstruction = F.binary_cross_entropy(x_recon, x, reduction="sum")
        kl = -0.5 * (1 + log_var - mu**2 - torch.exp(log_var)).sum()
        return reconstruction + kl
